/* 01_crash--null-result.c - writes the descriptor through a pointer to nothing. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int *sock = NULL;

    *sock = socket(family, type | SOCK_CLOEXEC, 0);
    return *sock;
}
