/* 03_string-length--strcpy.c - copies the data like a string. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    char *copy = calloc(1, size + 1);
    size_t sent = 0;

    if (copy == NULL)
        return -1;
    strncpy(copy, data, size);
    while (sent < size) {
        ssize_t n = send(sock, copy + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1) {
            free(copy);
            return -1;
        }
        sent += (size_t)n;
    }
    free(copy);
    return (ssize_t)sent;
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
