/* 03_unnamed--static-sent.c - where it stopped is kept from call to call. */
#include "steps.h"

#include <errno.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    static size_t sent;
    while (sent < size) {
        ssize_t n = send(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        sent += (size_t)n;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t n = recv(sock, (char *)buffer + got, size - got, 0);
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
