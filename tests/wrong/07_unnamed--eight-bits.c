/* 07_unnamed--eight-bits.c - keeps the backlog in a byte. */
#include "steps.h"

#include <stdint.h>

int server_listen(int sock, int backlog)
{
    uint8_t places = (uint8_t)backlog;

    if (backlog < 1)
        places = 1;
    return listen(sock, places);
}
