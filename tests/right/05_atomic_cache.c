/* 05_atomic_cache.c - finds out at the first call whether the flag works, as an interpreter
   does, and remembers it. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int cloexec_works = -1;

static int make(int family, int type)
{
    int fd;
    if (cloexec_works != 0) {
        fd = socket(family, type | SOCK_CLOEXEC, 0);
        if (fd >= 0) {
            if (cloexec_works == -1) {
                int flags = fcntl(fd, F_GETFD);
                cloexec_works = flags >= 0 && (flags & FD_CLOEXEC) != 0;
            }
            return fd;
        }
        if (errno != EINVAL)
            return -1;
    }
    return socket(family, type, 0);
}

int server_socket(int family, int type)
{
    int on = 1;
    int fd = make(family, type);
    if (fd < 0)
        return -1;
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, (const void *)&on, sizeof on) < 0) {
        int saved = errno;
        close(fd);
        errno = saved;
        return -1;
    }
    return fd;
}
