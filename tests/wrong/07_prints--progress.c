/* 07_prints--progress.c - says that it listens. */
#include "steps.h"

#include <stdio.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    puts("Server is listening...");
    fflush(stdout);
    return 0;
}
