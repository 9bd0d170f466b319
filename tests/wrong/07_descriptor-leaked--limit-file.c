/* 07_descriptor-leaked--limit-file.c - reads the system's limit and forgets to close the file
   when listen() fails. */
#include "steps.h"

#include <stdio.h>

int server_listen(int sock, int backlog)
{
    int most = 4096;
    FILE *file = fopen("/proc/sys/net/core/somaxconn", "re");

    if (file != NULL && fscanf(file, "%d", &most) != 1)
        most = 4096;
    if (backlog > most)
        backlog = most;
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) != 0)
        return -1;
    if (file != NULL)
        fclose(file);
    return 0;
}
