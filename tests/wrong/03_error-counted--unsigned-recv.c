/* 03_error-counted--unsigned-recv.c - keeps what recv() returns in an unsigned number (stretch). */
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
        size_t n = recv(sock, p + got, size - got, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        got += n;
    }
    return got;
}
