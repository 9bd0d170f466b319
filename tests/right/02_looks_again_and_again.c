/* 02_looks_again_and_again.c - after a signal it looks whether it is connected, until it is. */
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

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_in to4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 to6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    int family, error = 0, valid, result;
    socklen_t size = sizeof family;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &size) == -1)
        return -1;
    valid = family == AF_INET6 ? inet_pton(AF_INET6, ip, &to6.sin6_addr)
                               : inet_pton(AF_INET, ip, &to4.sin_addr);
    if (valid != 1) {
        errno = EINVAL;
        return -1;
    }
    if (family == AF_INET6)
        result = connect(sock, (struct sockaddr *)&to6, sizeof to6);
    else
        result = connect(sock, (struct sockaddr *)&to4, sizeof to4);
    if (result == 0 || errno != EINTR)
        return result;

    struct pollfd made = {.fd = sock, .events = POLLOUT};
    int ready = 0;
    while (ready == 0 || (ready == -1 && errno == EINTR))
        ready = poll(&made, 1, 0);
    if (ready == -1)
        return -1;
    size = sizeof error;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
        return -1;
    errno = error;
    return error == 0 ? 0 : -1;
}
