/* 07_on-a-copy.c - listens on a copy of the descriptor: it is the same socket. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void die(int descriptor, int error)
{
    close(descriptor);
    errno = error;
}

int server_listen(int sock, int backlog)
{
    const int copy = fcntl(sock, F_DUPFD_CLOEXEC, 0);
    int rc;

    if (copy == -1)
        return -1;
    rc = listen(copy, backlog > 0 ? backlog : 1);
    die(copy, rc == -1 ? errno : 0);
    return rc;
}
