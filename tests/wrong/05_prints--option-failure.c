/* 05_prints--option-failure.c - prints only when the option fails. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int yes = 1;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == -1) {
        int e = errno;
        perror("setsockopt");
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
