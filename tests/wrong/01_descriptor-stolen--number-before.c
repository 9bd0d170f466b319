/* 01_descriptor-stolen--number-before.c - closes the number below its own, thinking it is a
   leftover. */
#include "steps.h"

#include <unistd.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd > 0)
        close(fd - 1);
    return fd;
}
