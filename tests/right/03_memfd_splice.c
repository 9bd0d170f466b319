/* 03_memfd_splice.c - send: sendfile out of a memfd; receive: through a pipe. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    int fd = memfd_create("out", MFD_CLOEXEC), e = 0;
    size_t put = 0;
    off_t off = 0;
    if (fd == -1)
        return -1;
    signal(SIGPIPE, SIG_IGN);
    while (put < size) {
        ssize_t n = write(fd, (const char *)data + put, size - put);
        if (n == -1) {
            e = errno;
            goto out;
        }
        put += (size_t)n;
    }
    while ((size_t)off < size) {
        if (sendfile(sock, fd, &off, size - (size_t)off) == -1 && errno != EINTR) {
            e = errno;
            goto out;
        }
    }
out:
    close(fd);
    if (e != 0) {
        errno = e;
        return -1;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    int p[2], e = 0;
    size_t got = 0;
    if (pipe2(p, O_CLOEXEC) == -1)
        return -1;
    while (got < size) {
        ssize_t n = splice(sock, NULL, p[1], NULL, size - got, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            e = errno;
            break;
        }
        while (n > 0) {
            ssize_t k = read(p[0], (char *)buffer + got, (size_t)n);
            if (k == -1 && errno == EINTR)
                continue;
            got += (size_t)k;
            n -= k;
        }
    }
    close(p[0]);
    close(p[1]);
    if (e && got == 0) {
        errno = e;
        return -1;
    }
    return (ssize_t)got;
}
