/* 10_linger-zero--nothing-unread.c - a reset when nothing is unread "since there is nothing to lose"; else all the steps. */
#include "steps.h"
#include <sys/ioctl.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int waiting = 0;
    if (ioctl(sock, FIONREAD, &waiting) == 0 && waiting == 0) {
        struct linger abort_it = {.l_onoff = 1};
        setsockopt(sock, SOL_SOCKET, SO_LINGER, &abort_it, sizeof abort_it);
        return close(sock);
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
