/* 07_prints--perror.c - reports a failure on standard error. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1) {
        int saved = errno;
        perror("listen");
        errno = saved;
        return -1;
    }
    return 0;
}
