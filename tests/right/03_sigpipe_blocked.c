/* 03_sigpipe_blocked.c - blocks SIGPIPE, and takes the one that it caused. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static ssize_t send_blocked(int sock, const char *bytes, size_t size)
{
    for (size_t sent = 0; sent < size;) {
        ssize_t n = write(sock, bytes + sent, size - sent);
        if (n == -1 && errno != EINTR)
            return -1;
        if (n > 0)
            sent += (size_t)n;
    }
    return (ssize_t)size;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    sigset_t pipe_signal, before, pending;
    const struct timespec now = {0};

    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);

    ssize_t result = send_blocked(sock, data, size);
    int saved = errno;

    if (result == -1 && saved == EPIPE && !sigismember(&pending, SIGPIPE))
        while (sigtimedwait(&pipe_signal, NULL, &now) == -1 && errno == EINTR)
            ;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = saved;
    return result;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *next = buffer;
    size_t left = size;
    ssize_t n = 0;

    while (left > 0) {
        n = read(sock, next, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        next += n;
        left -= n;
    }
    if (n < 0 && left == size)
        return -1;
    return size - left;
}
