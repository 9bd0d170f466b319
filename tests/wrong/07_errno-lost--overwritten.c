/* 07_errno-lost--overwritten.c - a failing call after listen() overwrites its errno. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1) {
        shutdown(-1, SHUT_RDWR);
        return -1;
    }
    return 0;
}
