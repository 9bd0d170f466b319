/* 03_send-flags--one.c - puts 1 for the flags, which is MSG_OOB. */
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
        n = send(sock, next, left, 1);
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
