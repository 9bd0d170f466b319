/* 03_error-counted--unsigned.c - keeps what send() returns in an unsigned number (stretch). */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *p = data;
    size_t sent = 0;

    while (sent < size) {
        size_t n = send(sock, p + sent, size - sent, MSG_NOSIGNAL);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        sent += n;
    }
    return sent;
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
            if (got > 0)
                break;
            return -1;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
