/* 07_backlog-below-one--only-zero-raised.c - raises 0 to 1 and hands negative backlogs on. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog == 0)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    return 0;
}
