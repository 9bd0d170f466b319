/* 01_socket-zero-is-failure--not.c - tests the descriptor like a pointer. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int client_fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (!client_fd) {
        return -1;
    }
    return client_fd;
}
