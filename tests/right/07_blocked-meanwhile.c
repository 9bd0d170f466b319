/* 07_blocked-meanwhile.c - non-blocking for the moment, then as before. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>

int server_listen(int sock, int backlog)
{
    int flags = fcntl(sock, F_GETFL, 0), rc, e;
    if (flags < 0)
        return -1;
    fcntl(sock, F_SETFL, flags | O_NONBLOCK);
    rc = listen(sock, backlog < 1 ? 1 : backlog);
    e = errno;
    fcntl(sock, F_SETFL, flags);
    errno = e;
    return rc;
}
