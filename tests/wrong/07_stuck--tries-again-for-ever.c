/* 07_stuck--tries-again-for-ever.c - tries again until listen() works. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    while (listen(sock, backlog) == -1)
        ;
    return 0;
}
