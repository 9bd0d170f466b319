/* 07_backlog-below-one--unsigned.c - compares without a sign, so that a negative one is large. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    unsigned int wanted = (unsigned int)backlog;

    if (wanted < 1u)
        wanted = 1u;
    return listen(sock, (int)wanted);
}
