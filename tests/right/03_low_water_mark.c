/* 03_low_water_mark.c - SO_RCVLOWAT for as much as is wanted, and MSG_WAITALL. */
#include "steps.h"

#include <errno.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t k = sendto(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL | MSG_CONFIRM,
                           NULL, 0);
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
        int low = (int)(size - got > 4096 ? 4096 : size - got);
        setsockopt(sock, SOL_SOCKET, SO_RCVLOWAT, &low, sizeof low);
        ssize_t k = recv(sock, (char *)buffer + got, size - got, MSG_WAITALL);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1 && !got)
            return -1;
        if (k == -1 || k == 0)
            break;
        got += (size_t)k;
    }
    int one = 1;
    setsockopt(sock, SOL_SOCKET, SO_RCVLOWAT, &one, sizeof one);
    return (ssize_t)got;
}
