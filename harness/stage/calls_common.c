/* calls_common.c - questions that several wrapped calls ask about a descriptor. */
#include "stage/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/time.h>

bool calls_gated(int fd)
{
    int family = 0, error = errno;
    socklen_t length = sizeof family;
    if (!gate_is_open())
        return false;
    bool gated = getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &family, &length) == 0
                     ? family == AF_INET || family == AF_INET6
                     : errno == EBADF;
    errno = error;
    return gated;
}

bool calls_blocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    return flags != -1 && (flags & O_NONBLOCK) == 0;
}

long calls_timed(int fd, bool sends)
{
    struct timeval limit = {0};
    socklen_t length = sizeof limit;
    int name = sends ? SO_SNDTIMEO : SO_RCVTIMEO;
    if (getsockopt(fd, SOL_SOCKET, name, &limit, &length) == -1)
        return 0;
    return limit.tv_sec * 1000 + (limit.tv_usec + 999) / 1000;
}

bool calls_listener(int fd)
{
    int accepts = 0, error = errno;
    socklen_t length = sizeof accepts;
    bool listener = getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &accepts, &length) == 0 && accepts;
    errno = error;
    return listener;
}

void calls_check_room(size_t size, size_t room)
{
    if (size > room)
        gate_give_up("tensteps: overflow\n");
}
