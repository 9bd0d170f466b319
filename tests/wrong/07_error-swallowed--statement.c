/* 07_error-swallowed--statement.c - does not look at what listen() returned. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog <= 0)
        backlog = 1;
    listen(sock, backlog);
    return 0;
}
