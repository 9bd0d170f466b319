/* 03_preadv2.c - pwritev2() and preadv2() with offset -1, SIGPIPE blocked. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    sigset_t pipe_only, before;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
    int bad = 0, error = 0;
    while (sent < size) {
        struct iovec piece = {(char *)data + sent, size - sent};
        ssize_t n = pwritev2(sock, &piece, 1, -1, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1) {
            bad = 1;
            error = errno;
            break;
        }
        sent += (size_t)n;
    }
    if (bad && error == EPIPE) {
        struct timespec none = {0};
        sigtimedwait(&pipe_only, NULL, &none);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (bad) {
        errno = error;
        return -1;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        struct iovec piece = {(char *)buffer + got, size - got};
        ssize_t n = preadv2(sock, &piece, 1, -1, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return got > 0 ? (ssize_t)got : -1;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}
