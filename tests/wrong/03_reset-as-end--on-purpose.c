/* 03_reset-as-end--on-purpose.c - says that a reset is an end as good as any. */
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
    char *bytes = buffer;
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, bytes + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (got > 0 || errno == ECONNRESET)
                break;
            return -1;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
