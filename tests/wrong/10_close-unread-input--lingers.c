/* 10_close-unread-input--lingers.c - lingers over what it has sent, and does not read what it
   was sent. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock)
{
    struct linger linger = {.l_onoff = 1, .l_linger = 5};

    setsockopt(sock, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    return close(sock);
}
