/* 04_close-twice--cleanup-attribute.c - a cleanup attribute closes what the body has closed. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

static void closep(int *fd)
{
    int e = errno;
    if (*fd >= 0)
        close(*fd);
    errno = e;
}

int client_close(int sock)
{
    __attribute__((cleanup(closep))) int fd = sock;
    char b[64];
    if (shutdown(fd, SHUT_WR) == 0)
        while (read(fd, b, sizeof b) > 0)
            ;
    return close(fd);
}
