/* 02_getaddrinfo_only.c - getaddrinfo() and getnameinfo() for all three. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints = {.ai_family = family};
    struct addrinfo *list, *each;
    char text[NI_MAXHOST];
    int result = -1, saved = 0;

    if (getaddrinfo(hostname, NULL, &hints, &list) != 0)
        return -1;
    for (each = list; each != NULL && each->ai_family != family; each = each->ai_next)
        ;
    if (each != NULL && getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, NULL, 0,
                                    NI_NUMERICHOST) == 0) {
        if (strlen(text) < size)
            result = strcpy(ip, text) == ip ? 0 : -1;
        else
            saved = ENOSPC;
    }
    freeaddrinfo(list);
    errno = saved;
    return result;
}

int service_port(const char *service, const char *protocol)
{
    struct addrinfo hints = {.ai_family = AF_INET};
    struct addrinfo *list;

    if (service[strspn(service, "+- 0123456789")] == '\0')
        return -1; /* a number is no service */
    if (protocol != NULL) {
        struct protoent *entry = getprotobyname(protocol);
        if (entry == NULL)
            return -1;
        hints.ai_protocol = entry->p_proto;
        hints.ai_socktype = entry->p_proto == IPPROTO_UDP ? SOCK_DGRAM : SOCK_STREAM;
    }
    if (getaddrinfo(NULL, service, &hints, &list) != 0)
        return -1;
    int port = ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port);
    freeaddrinfo(list);
    return port;
}

/* After a signal the connection goes on being made: wait for what becomes of it. */
static int connect_outcome(int sock)
{
    struct pollfd made = {.fd = sock, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;

    while (poll(&made, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
        return -1;
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}

int client_connect(int sock, const char *ip, int port)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM};
    struct addrinfo *to;

    if (port < 0 || port > 65535 || strchr(ip, '%') != NULL ||
        getaddrinfo(ip, NULL, &hints, &to) != 0) {
        errno = EINVAL;
        return -1;
    }
    ((struct sockaddr_in *)to->ai_addr)->sin_port = htons((uint16_t)port); /* in6: same place */
    int flags = fcntl(sock, F_GETFL);
    fcntl(sock, F_SETFL, flags | O_NONBLOCK);
    int result = connect(sock, to->ai_addr, to->ai_addrlen);
    freeaddrinfo(to);
    if (result == -1 && (errno == EINPROGRESS || errno == EINTR))
        result = connect_outcome(sock);
    int saved = errno;
    fcntl(sock, F_SETFL, flags);
    errno = saved;
    return result;
}
