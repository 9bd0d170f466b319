/* 03_one-recv--read.c - takes one read() for the whole. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const unsigned char *next = data;
    size_t left = size;
    ssize_t n;

    signal(SIGPIPE, SIG_IGN);
    while (left > 0) {
        n = write(sock, next, left);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        next += n;
        left -= n;
    }
    return size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    for (;;) {
        ssize_t got = read(sock, buffer, size);
        if (got >= 0)
            return got;
        if (errno != EINTR)
            return -1;
    }
}
