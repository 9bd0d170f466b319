/* 07_backlog-ignored--one.c - always takes 1. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog >= 1)
        return listen(sock, 1);
    return listen(sock, 1);
}
