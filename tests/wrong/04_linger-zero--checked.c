/* 04_linger-zero--checked.c - lingers for no time: that is a reset. */
#include "steps.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    struct linger so_linger;

    memset(&so_linger, 0, sizeof(so_linger));
    so_linger.l_onoff = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_LINGER, &so_linger, sizeof(so_linger)) < 0) {
        return -1;
    }
    if (close(sock) < 0) {
        return -1;
    }
    return 0;
}
