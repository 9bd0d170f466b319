/* 07_exits--when-done.c - ends the process with success when it listens. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    _exit(0);
}
