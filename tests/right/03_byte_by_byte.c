/* 03_byte_by_byte.c - one byte a call, out and in. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *byte = data;

    for (size_t i = 0; i < size; i++)
        while (send(sock, byte + i, 1, MSG_NOSIGNAL) != 1)
            if (errno != EINTR)
                return -1;
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, (char *)buffer + got, 1, 0);
        if (n == 1)
            got++;
        else if (n == 0)
            break;
        else if (errno != EINTR)
            return got == 0 ? -1 : (ssize_t)got;
    }
    return (ssize_t)got;
}
