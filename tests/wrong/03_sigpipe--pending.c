/* 03_sigpipe--pending.c - lets the blocked signal through at the end. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    sigset_t pipe_set, old_set, pending;
    const char *at = data;
    const char *end = at + size;
    int was_pending, saved = 0;
    ssize_t result = (ssize_t)size;

    sigemptyset(&pipe_set);
    sigaddset(&pipe_set, SIGPIPE);
    sigpending(&pending);
    was_pending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_set, &old_set);
    while (at < end) {
        ssize_t n = send(sock, at, (size_t)(end - at), 0);
        if (n == -1) {
            if (errno == EINTR)
                continue;
            saved = errno;
            result = -1;
            break;
        }
        at += n;
    }
    if (result == -1 && saved == EPIPE && !was_pending) {
        struct timespec now = {0, 0};
        (void)now;
    }
    pthread_sigmask(SIG_SETMASK, &old_set, NULL);
    if (result == -1)
        errno = saved;
    return result;
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
