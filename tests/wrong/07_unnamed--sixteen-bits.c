/* 07_unnamed--sixteen-bits.c - keeps the backlog in sixteen bits: 65537 is one. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    short n = (short)backlog;

    if (backlog < 1 || n < 1)
        n = 1;
    return listen(sock, n);
}
