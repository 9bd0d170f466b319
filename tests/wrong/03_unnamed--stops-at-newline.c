/* 03_unnamed--stops-at-newline.c - receives no more than a line. */
#include "steps.h"

#include <errno.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t k = send(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1)
            return -1;
        sent += (size_t)k;
    }

    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t k = recv(sock, (char *)buffer + got, size - got, 0);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1 && !got)
            return -1;
        if (k == -1 || k == 0)
            break;
        got += (size_t)k;
        if (((char *)buffer)[got - 1] == 10)
            break;
    }

    return (ssize_t)got;
}
