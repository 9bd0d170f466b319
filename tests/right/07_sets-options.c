/* 07_sets-options.c - sets what servers like to set; none changes what clients see. */
#include "steps.h"

#include <fcntl.h>
#include <netinet/tcp.h>

int server_listen(int sock, int backlog)
{
    int on = 1;
    int type;
    socklen_t len = sizeof type;

    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &len) == 0 && type == SOCK_STREAM) {
        (void)setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        (void)setsockopt(sock, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
        (void)setsockopt(sock, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    return listen(sock, backlog < 1 ? 1 : backlog);
}
