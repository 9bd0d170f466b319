/* 10_linger-zero+close-retried--thorough.c - ends with a reset, and repeats close() after a
   signal. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    struct linger now = {.l_onoff = 1};

    setsockopt(sock, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    while (close(sock) == -1)
        if (errno != EINTR)
            return -1;
    return 0;
}
