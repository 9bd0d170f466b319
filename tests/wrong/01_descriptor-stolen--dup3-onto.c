/* 01_descriptor-stolen--dup3-onto.c - puts the socket on a number of its own liking. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>
#include <errno.h>

#define MY_NUMBER 3

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1 || fd <= MY_NUMBER)
        return fd;
    int moved = dup3(fd, MY_NUMBER, O_CLOEXEC);
    int e = errno;
    close(fd);
    errno = e;
    return moved;
}
