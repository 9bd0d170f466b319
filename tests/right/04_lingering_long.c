/* 04_lingering_long.c - core only: SO_LINGER of two minutes, then close(). */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    struct linger l = {.l_onoff = 1, .l_linger = 120};
    setsockopt(sock, SOL_SOCKET, SO_LINGER, &l, sizeof l);
    shutdown(sock, SHUT_WR);
    return close(sock);
}
