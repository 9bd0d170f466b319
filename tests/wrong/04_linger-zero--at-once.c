/* 04_linger-zero--at-once.c - asks for a reset in place of the end. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    struct linger linger = {.l_onoff = 1, .l_linger = 0};

    setsockopt(sock, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    return close(sock);
}
