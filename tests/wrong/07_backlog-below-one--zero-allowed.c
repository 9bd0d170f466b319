/* 07_backlog-below-one--zero-allowed.c - raises a negative backlog to 0 and no further. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 0)
        backlog = 0;
    if (listen(sock, backlog) == -1)
        return -1;
    return 0;
}
