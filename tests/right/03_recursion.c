/* 03_recursion.c - each call does one piece and leaves the rest to itself. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    if (size == 0)
        return 0;

    ssize_t n = send(sock, data, size, MSG_NOSIGNAL);
    if (n == -1 && errno != EINTR)
        return -1;
    if (n == -1)
        n = 0;
    if (client_send(sock, (const char *)data + n, size - (size_t)n) == -1)
        return -1;
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    if (size == 0)
        return 0;

    ssize_t n = recv(sock, buffer, size, 0);
    if (n == -1 && errno == EINTR)
        return client_recv(sock, buffer, size);
    if (n <= 0)
        return n;
    ssize_t rest = client_recv(sock, (char *)buffer + n, size - (size_t)n);
    return rest == -1 ? n : n + rest;
}
