/* 01_error-swallowed--other-type.c - a datagram socket where the type is not to be had. */
#include "steps.h"

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    return fd == -1 ? socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0) : fd;
}
