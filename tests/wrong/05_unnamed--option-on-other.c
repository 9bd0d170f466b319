/* 05_unnamed--option-on-other.c - sets the option on the spare socket. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0), on = 1, e;
    if (fd == -1)
        return -1;
    int probe = socket(family, type | SOCK_CLOEXEC, 0);
    if (probe != -1 && setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0) {
        close(probe);
        return fd;
    }
    e = errno;
    if (probe != -1)
        close(probe);
    close(fd);
    errno = e;
    return -1;
}
