/* 03_error-counted--recv.c - adds the -1 of a failure to the count (stretch). */
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
    ssize_t got = 0, n;

    while ((size_t)got < size) {
        n = recv(sock, (char *)buffer + got, size - (size_t)got, 0);
        if (n == -1 && errno == EINTR)
            continue;
        got += n;
        if (n <= 0)
            break;
    }
    return got;
}
