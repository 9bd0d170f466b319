/* 03_eintr-fatal--both.c - knows nothing of signals, in neither direction (stretch). */
#include "steps.h"

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
        if (n < 0)
            return -1;
        next += n;
        left -= n;
    }
    return size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *next = buffer;
    size_t left = size;
    ssize_t n = 0;

    while (left > 0) {
        n = read(sock, next, left);
        if (n <= 0)
            break;
        next += n;
        left -= n;
    }
    if (n < 0 && left == size)
        return -1;
    return size - left;
}
