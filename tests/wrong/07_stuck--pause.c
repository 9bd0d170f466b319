/* 07_stuck--pause.c - waits for a signal after it began to listen. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    pause();
    return 0;
}
