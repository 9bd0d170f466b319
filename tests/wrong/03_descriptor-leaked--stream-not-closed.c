/* 03_descriptor-leaked--stream-not-closed.c - a stream over a dup that is only flushed. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    int copy, e = 0;
    FILE *f;
    size_t done = 0;

    signal(SIGPIPE, SIG_IGN);
    copy = fcntl(sock, F_DUPFD_CLOEXEC, 3);
    if (copy == -1)
        return -1;
    f = fdopen(copy, "w");
    if (f == NULL) {
        e = errno;
        close(copy);
        errno = e;
        return -1;
    }
    setvbuf(f, NULL, _IONBF, 0);
    while (done < size) {
        errno = 0;
        done += fwrite((const char *)data + done, 1, size - done, f);
        if (done < size && ferror(f)) {
            if (errno != EINTR) {
                e = errno;
                break;
            }
            clearerr(f);
        }
    }
    fflush(f);
    if (e) {
        errno = e;
        return -1;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *out = buffer;
    size_t n = 0;
    while (n < size) {
        struct pollfd p = {sock, POLLIN, 0};
        if (poll(&p, 1, -1) < 0) {
            if (errno == EINTR)
                continue;
            return n ? (ssize_t)n : -1;
        }
        ssize_t r = recv(sock, out + n, size - n, MSG_DONTWAIT);
        if (r > 0)
            n += r;
        if (r == 0)
            break;
        if (r < 0 && errno != EAGAIN && errno != EINTR)
            return n ? (ssize_t)n : -1;
    }
    return n;
}
