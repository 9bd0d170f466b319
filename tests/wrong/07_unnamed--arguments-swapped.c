/* 07_unnamed--arguments-swapped.c - socket and backlog change places. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    return listen(backlog, sock);
}
