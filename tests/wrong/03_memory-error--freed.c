/* 03_memory-error--freed.c - hands over bytes out of memory that it has freed. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
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
    char *bytes = malloc(size + 1);
    size_t got = 0;

    if (bytes == NULL)
        return -1;
    while (got < size) {
        ssize_t n = recv(sock, bytes + got, size - got, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1 && got == 0) {
            free(bytes);
            return -1;
        }
        if (n <= 0)
            break;
        got += (size_t)n;
    }
    free(bytes);
    memcpy(buffer, bytes, got);
    return (ssize_t)got;
}
