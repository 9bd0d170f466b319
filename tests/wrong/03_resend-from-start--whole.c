/* 03_resend-from-start--whole.c - after a short send() sends everything again. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    ssize_t n = 0;

    while (n < (ssize_t)size) {
        n = send(sock, data, size, MSG_NOSIGNAL);
        if (n == -1) {
            if (errno != EINTR)
                return -1;
            n = 0;
        }
    }
    return n;
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
