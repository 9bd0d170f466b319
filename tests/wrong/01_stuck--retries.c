/* 01_stuck--retries.c - tries again every second, for ever, what cannot be had. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock;

    while ((sock = socket(family, type | SOCK_CLOEXEC, 0)) == -1)
        sleep(1);
    return sock;
}
