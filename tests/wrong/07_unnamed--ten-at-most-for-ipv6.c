/* 07_unnamed--ten-at-most-for-ipv6.c - fewer places for IPv6. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    int family = 0;
    socklen_t len = sizeof family;
    getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &len);
    if (backlog < 1)
        backlog = 1;
    if (family == AF_INET6 && backlog > 2)
        backlog = 2;
    return listen(sock, backlog);
}
