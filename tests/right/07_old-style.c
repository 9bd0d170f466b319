/* 07_old-style.c - parameters in the style of 1978. */
#include "steps.h"

int server_listen(sock, backlog)
int sock;
int backlog;
{
    register int n;

    n = backlog;
    if (!(n > 0))
        n = 1;
    if (listen(sock, n))
        return (-1);
    return (0);
}
