/* 03_partial-lost--checked.c - returns -1 at any failure, also after bytes (stretch). */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
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
    size_t total = 0;
    ssize_t n;

    while (total < size) {
        if ((n = recv(sock, (char *)buffer + total, size - total, 0)) < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        if (n == 0)
            break;
        total += n;
    }
    return total;
}
