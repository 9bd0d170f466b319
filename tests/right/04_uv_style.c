/* 04_uv_style.c - as event libraries do: EINTR and EINPROGRESS of close() are success, errno is kept. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

static int close_nocheck(int fd)
{
    int saved = errno;
    int rc = close(fd);
    if (rc == -1) {
        rc = -errno;
        if (rc == -EINTR || rc == -EINPROGRESS)
            rc = 0;
        errno = saved;
    }
    return rc;
}

int client_close(int sock)
{
    char b[512];
    if (shutdown(sock, SHUT_WR) == 0)
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    int rc = close_nocheck(sock);
    if (rc < 0) {
        errno = -rc;
        return -1;
    }
    return 0;
}
