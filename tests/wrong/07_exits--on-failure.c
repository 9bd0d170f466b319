/* 07_exits--on-failure.c - ends the process when listen() fails. */
#include "steps.h"

#include <stdlib.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) < 0)
        exit(1);
    return 0;
}
