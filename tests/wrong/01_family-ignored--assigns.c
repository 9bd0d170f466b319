/* 01_family-ignored--assigns.c - assigns the family in its test: always IPv6. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    if (family = AF_INET6)
        return socket(AF_INET6, type | SOCK_CLOEXEC, 0);
    return socket(family, type | SOCK_CLOEXEC, 0);
}
