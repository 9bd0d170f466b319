/* 07_recursion.c - calls itself until the backlog is one that counts. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < -1)
        return server_listen(sock, backlog / 2);
    if (backlog < 1)
        return server_listen(sock, backlog + 1);
    return listen(sock, backlog);
}
