/* 10_listener-linger.c - SO_LINGER of zero on the listener alone: it has no stream to lose. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on != 0) {
        struct linger hard = {1, 0};
        setsockopt(sock, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        return close(sock);
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
