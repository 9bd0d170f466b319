/* 07_unnamed--small-backlogs-only.c - caps the backlog at 2. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (backlog > 2)
        backlog = 2;
    if (listen(sock, backlog) == -1)
        return -1;
    return 0;
}
