/* 07_reads-somaxconn.c - cuts at the maximum that the system names. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>

static int system_maximum(void)
{
    int most = SOMAXCONN;
    FILE *f = fopen("/proc/sys/net/core/somaxconn", "re");

    if (f != NULL) {
        if (fscanf(f, "%d", &most) != 1)
            most = SOMAXCONN;
        fclose(f);
    }
    return most;
}

int server_listen(int sock, int backlog)
{
    int most = system_maximum();

    if (backlog > most)
        backlog = most;
    if (backlog < 1)
        backlog = 1;
    return listen(sock, backlog);
}
