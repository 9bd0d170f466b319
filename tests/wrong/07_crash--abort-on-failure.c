/* 07_crash--abort-on-failure.c - a listen() that fails aborts the process. */
#include "steps.h"

#include <stdlib.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        abort();
    return 0;
}
