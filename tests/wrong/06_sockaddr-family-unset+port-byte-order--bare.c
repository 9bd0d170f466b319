/* 06_sockaddr-family-unset+port-byte-order--bare.c - sets no family, and converts no port. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

static int bind4(int sock, const char *ip, int port)
{
    struct sockaddr_in addr;
    socklen_t size = sizeof(addr);

    memset(&addr, 0, sizeof(addr));
    addr.sin_port = port;
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (ip[0] != '\0' && inet_pton(AF_INET, ip, &addr.sin_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    if (bind(sock, (struct sockaddr *)&addr, sizeof(addr)) == -1)
        return -1;
    if (getsockname(sock, (struct sockaddr *)&addr, &size) == -1)
        return -1;
    return addr.sin_port;
}

static int bind6(int sock, const char *ip, int port)
{
    struct sockaddr_in6 addr;
    socklen_t size = sizeof(addr);

    memset(&addr, 0, sizeof(addr));
    addr.sin6_family = AF_INET6;
    addr.sin6_port = port;
    addr.sin6_addr = in6addr_any;
    if (ip[0] != '\0' && inet_pton(AF_INET6, ip, &addr.sin6_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    if (bind(sock, (struct sockaddr *)&addr, sizeof(addr)) == -1)
        return -1;
    if (getsockname(sock, (struct sockaddr *)&addr, &size) == -1)
        return -1;
    return addr.sin6_port;
}

int server_bind(int sock, const char *ip, int port)
{
    int family;
    socklen_t size = sizeof(family);

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &size) == -1)
        return -1;
    return family == AF_INET6 ? bind6(sock, ip, port) : bind4(sock, ip, port);
}
