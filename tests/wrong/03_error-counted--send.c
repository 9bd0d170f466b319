/* 03_error-counted--send.c - adds the -1 of a failure to what it sent before. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    ssize_t sent = 0, n = 0;

    while (n >= 0 && sent < (ssize_t)size) {
        n = send(sock, (const char *)data + sent, size - (size_t)sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR) {
            n = 0;
            continue;
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
