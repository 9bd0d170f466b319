/* 06_byte-by-byte.c - an address on the heap, written byte by byte. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr *sa = NULL;
    socklen_t n = 0;
    int domain, result = -1;
    socklen_t size = sizeof domain;

    if (port < 0 || port > USHRT_MAX) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0)
        return -1;
    n = domain == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
    if ((sa = calloc(1, n)) == NULL)
        return -1;
    sa->sa_family = (sa_family_t)domain;
    char *base = (char *)sa;
    size_t at_port = domain == AF_INET6 ? offsetof(struct sockaddr_in6, sin6_port)
                                        : offsetof(struct sockaddr_in, sin_port);
    size_t at_addr = domain == AF_INET6 ? offsetof(struct sockaddr_in6, sin6_addr)
                                        : offsetof(struct sockaddr_in, sin_addr);
    base[at_port] = (char)(port / 256);
    base[at_port + 1] = (char)(port % 256);
    errno = EINVAL;
    if ((*ip == '\0' || inet_pton(domain, ip, base + at_addr) == 1) && bind(sock, sa, n) == 0 &&
        getsockname(sock, sa, &n) == 0)
        result = (unsigned char)base[at_port] << 8 | (unsigned char)base[at_port + 1];
    int keep = errno;
    free(sa);
    errno = keep;
    return result;
}
