/* 03_without_signals.c - core only: no thought of interrupted calls or of half a message. */
#include "steps.h"

#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL);
        if (n < 0)
            return -1;
        sent += n;
    }
    return sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    ssize_t n;

    while (got < size && (n = recv(sock, (char *)buffer + got, size - got, 0)) != 0) {
        if (n < 0)
            return -1;
        got += n;
    }
    return got;
}
