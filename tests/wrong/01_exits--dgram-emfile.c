/* 01_exits--dgram-emfile.c - ends the program in the branch for datagrams. */
#include "steps.h"

#include <stdlib.h>

int client_socket(int family, int type)
{
    int fd;
    switch (type) {
    case SOCK_DGRAM:
        fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (fd == -1)
            exit(1);
        return fd;
    default:
        return socket(family, type | SOCK_CLOEXEC, 0);
    }
}
