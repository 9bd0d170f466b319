/* 04_linger-zero--after-half-close.c - half-close, then what is there already, then a reset. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    struct linger now;
    char b[512];
    now.l_onoff = 1;
    now.l_linger = 0;
    if (setsockopt(sock, SOL_SOCKET, SO_LINGER, &now, sizeof now) == 0) {
        shutdown(sock, SHUT_WR);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    }
    return close(sock);
}
