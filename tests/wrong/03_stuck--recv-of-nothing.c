/* 03_stuck--recv-of-nothing.c - asks recv() for zero bytes when the buffer is full. */
#include "steps.h"

#include <errno.h>
#include <sys/select.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *buf = (const char *)data;
    ssize_t total = 0;

    while ((size_t)total < size) {
        fd_set wr;
        ssize_t n;
        FD_ZERO(&wr);
        FD_SET(sock, &wr);
        if (select(sock + 1, NULL, &wr, NULL, NULL) == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        n = send(sock, buf + total, size - total, MSG_NOSIGNAL);
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        total += n;
    }
    return total;
}


ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    ssize_t n;
    while ((n = recv(sock, (char *)buffer + got, size - got, 0)) != 0) {
        if (n > 0)
            got += (size_t)n;
        else if (errno != EINTR)
            return got > 0 ? (ssize_t)got : -1;
    }
    return (ssize_t)got;
}
