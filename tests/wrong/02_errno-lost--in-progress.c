/* 02_errno-lost--in-progress.c - asks for SO_ERROR and does not hand it on. */
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
    struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found;

    if (getaddrinfo(hostname, NULL, &hints, &found) != 0)
        return -1;
    const void *address = &((struct sockaddr_in *)found->ai_addr)->sin_addr;
    if (found->ai_family == AF_INET6)
        address = &((struct sockaddr_in6 *)found->ai_addr)->sin6_addr;
    const char *text = inet_ntop(found->ai_family, address, ip, (socklen_t)size);
    freeaddrinfo(found);
    return text == NULL ? -1 : 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *serv;

    serv = getservbyname(service, protocol);
    return serv ? ntohs((uint16_t)serv->s_port) : -1;
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
    return error == 0 ? 0 : -1;
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
