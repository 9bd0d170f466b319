/* 06_ipv4-only--no-branch.c - can do with IPv4 sockets alone. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    socklen_t size = sizeof addr;

    if (port < 0 || port > 65535 || (*ip && inet_pton(AF_INET, ip, &addr.sin_addr) != 1)) {
        errno = EINVAL;
        return -1;
    }
    if (bind(sock, (struct sockaddr *)&addr, sizeof addr) == -1)
        return -1;
    if (getsockname(sock, (struct sockaddr *)&addr, &size) == -1)
        return -1;
    return ntohs(addr.sin_port);
}
