/* 05_memory-error--option-failure.c - frees twice when the option cannot be set. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int *yes = malloc(sizeof *yes);
    if (yes == NULL)
        return -1;
    *yes = 1;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        goto out;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, yes, sizeof *yes) == -1) {
        int e = errno;
        close(fd);
        free(yes);
        errno = e;
        fd = -1;
    }
out:;
    int saved = errno;
    free(yes);
    errno = saved;
    return fd;
}
