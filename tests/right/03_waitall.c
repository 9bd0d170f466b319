/* 03_waitall.c - sendto() to nowhere in particular, and MSG_WAITALL in a loop. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = sendto(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL, NULL, 0);
        if (n == -1 && errno != EINTR)
            return -1;
        sent += n == -1 ? 0 : (size_t)n;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;

    while (got < size) {
        ssize_t n = recvfrom(sock, (char *)buffer + got, size - got, MSG_WAITALL, NULL, NULL);
        if (n == 0 || (n == -1 && errno != EINTR && got > 0))
            break;
        if (n == -1 && errno != EINTR)
            return -1;
        if (n > 0)
            got += (size_t)n;
    }
    return (ssize_t)got;
}
