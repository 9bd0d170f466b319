/* 06_port-byte-order--neither-way.c - converts the port neither going in nor coming out. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_storage address = {0};
    struct sockaddr_in *v4 = (struct sockaddr_in *)&address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&address;
    socklen_t length = sizeof(int);
    int family = 0, ok = 1;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &length) < 0)
        return -1;
    if (family == AF_INET) {
        length = sizeof(struct sockaddr_in);
        v4->sin_family = AF_INET;
        v4->sin_port = (uint16_t)port;
        if (strlen(ip) > 0)
            ok = inet_pton(AF_INET, ip, &v4->sin_addr);
    } else {
        length = sizeof(struct sockaddr_in6);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = (uint16_t)port;
        if (strlen(ip) > 0)
            ok = inet_pton(AF_INET6, ip, &v6->sin6_addr);
    }
    if (ok != 1) {
        errno = EINVAL;
        return -1;
    }

    if (bind(sock, (struct sockaddr *)&address, length) < 0)
        return -1;
    if (getsockname(sock, (struct sockaddr *)&address, &length) < 0)
        return -1;
    port = family == AF_INET ? v4->sin_port : v6->sin6_port;
    return port;
}
