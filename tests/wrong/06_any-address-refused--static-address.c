/* 06_any-address-refused--static-address.c - "" is the address of the call before. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

int server_bind(int sock, const char *ip, int port)
{
    static struct sockaddr_in v4;
    static struct sockaddr_in6 v6;
    int f;
    socklen_t n = sizeof f;
    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &f, &n) == -1)
        return -1;
    void *a = f == AF_INET6 ? (void *)&v6.sin6_addr : (void *)&v4.sin_addr;
    v4.sin_family = AF_INET;
    v6.sin6_family = AF_INET6;
    v4.sin_port = htons((uint16_t)port);
    v6.sin6_port = htons((uint16_t)port);
    if (*ip && inet_pton(f, ip, a) != 1) {
        errno = EINVAL;
        return -1;
    }
    struct sockaddr *s = f == AF_INET6 ? (void *)&v6 : (void *)&v4;
    n = f == AF_INET6 ? sizeof v6 : sizeof v4;
    if (bind(sock, s, n) == -1 || getsockname(sock, s, &n) == -1)
        return -1;
    return ntohs(f == AF_INET6 ? v6.sin6_port : v4.sin_port);
}
