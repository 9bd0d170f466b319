/* 01_exits--success.c - ends the program with the descriptor as its status. */
#include "steps.h"

#include <stdlib.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    exit(0);
}
