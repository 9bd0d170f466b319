/* 03_error-counted--interrupted-recv.c - adds the -1 of an interrupted recv() to the count (stretch). */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(sock, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        sent += (size_t)n;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *p = buffer;
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, p + got, size - got, 0);
        if (n == 0)
            break;
        if (n < 0 && errno != EINTR)
            return got > 0 ? (ssize_t)got : -1;
        got += n;
    }
    return got;
}
