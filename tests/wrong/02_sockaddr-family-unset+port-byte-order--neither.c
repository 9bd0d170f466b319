/* 02_sockaddr-family-unset+port-byte-order--neither.c - sets no family, and converts no port. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
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
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}

static socklen_t fill(struct sockaddr_storage *address, const char *ip, int port)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;

    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, ip, &v4->sin_addr) == 1) {
        v4->sin_port = port;
        return sizeof *v4;
    }
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET6, ip, &v6->sin6_addr) == 1) {
        v6->sin6_port = port;
        return sizeof *v6;
    }
    return 0;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage address;
    socklen_t length = 0;

    if (port >= 0 && port <= 65535)
        length = fill(&address, ip, port);
    if (length == 0) {
        errno = EINVAL;
        return -1;
    }
    if (connect(sock, (struct sockaddr *)&address, length) == -1)
        return errno == EINTR ? connect_outcome(sock) : -1;
    return 0;
}
