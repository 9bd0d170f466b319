/* 04_copy_drained.c - closes the number first, and ends the connection on a copy. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    int copy = fcntl(sock, F_DUPFD_CLOEXEC, 3);
    if (copy == -1)
        return close(sock);
    int rc = close(sock), e = errno;
    if (shutdown(copy, SHUT_WR) == 0)
        while (recv(copy, b, sizeof b, 0) > 0)
            ;
    close(copy);
    errno = e;
    return rc;
}
