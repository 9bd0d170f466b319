/* 07_unnamed--quarter-of-the-backlog.c - lets only a quarter of the asked number wait. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog / 4 + 1) == -1)
        return -1;
    return 0;
}
