/* 07_backlog-ignored--ten-and-checked.c - always takes 10, though it looks at the argument. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, 10) == -1)
        return -1;
    return 0;
}
