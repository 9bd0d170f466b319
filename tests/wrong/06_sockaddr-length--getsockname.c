/* 06_sockaddr-length--getsockname.c - does not set the length for getsockname(). */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

int server_bind(int sock, const char *ip, int port)
{
    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    int family = AF_UNSPEC;
    socklen_t family_length = sizeof family;
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &family_length) == -1)
        return -1;

    struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    struct sockaddr *local = (struct sockaddr *)&ipv4;
    socklen_t length = sizeof ipv4;
    void *address = &ipv4.sin_addr;
    if (family == AF_INET6) {
        local = (struct sockaddr *)&ipv6;
        length = sizeof ipv6;
        address = &ipv6.sin6_addr;
    }
    int valid = *ip == '\0' ? 1 : inet_pton(family, ip, address);
    if (valid == 0)
        errno = EINVAL;
    if (valid != 1)
        return -1;

    if (bind(sock, local, length) == -1)
        return -1;
    socklen_t size;
    if (getsockname(sock, local, &size) == -1)
        return -1;
    return ntohs(family == AF_INET6 ? ipv6.sin6_port : ipv4.sin_port);
}
