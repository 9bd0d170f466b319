/* 07_environment-default.c - the environment may ask for more, as an old wrapper has it. */
#include "steps.h"

#include <stdlib.h>

int server_listen(int sock, int backlog)
{
    char *ptr = getenv("LISTENQ");

    if (ptr != NULL && atoi(ptr) > backlog)
        backlog = atoi(ptr);
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) < 0)
        return -1;
    return 0;
}
