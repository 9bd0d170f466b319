/* 07_backlog-below-one+prints--unclamped-and-loud.c - hands any backlog on, and reports a
   failure on standard error. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

int server_listen(int sock, int backlog)
{
    if (listen(sock, backlog) == 0)
        return 0;

    int saved = errno;
    fprintf(stderr, "listen: %s\n", strerror(saved));
    errno = saved;
    return -1;
}
