/* 03_unnamed--recv-shut-rd.c - ends its side after a full buffer. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    if (size == 0)
        return 0;
    ssize_t first = send(sock, data, size, MSG_NOSIGNAL);
    if (first == -1)
        return errno == EINTR ? client_send(sock, data, size) : -1;
    ssize_t rest = client_send(sock, (const char *)data + first, size - (size_t)first);
    return rest == -1 ? -1 : first + rest;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *base = buffer;
    size_t got = 0;
    while (got < size) {
        size_t rest = size - got;
        struct iovec v[2] = {{base + got, rest / 2}, {base + got + rest / 2, rest - rest / 2}};
        ssize_t n = readv(sock, v, 2);
        if (n > 0)
            got += (size_t)n;
        else if (n == 0)
            break;
        else if (errno != EINTR)
            return got ? (ssize_t)got : -1;
    }
    if (got == size && size > 0)
        shutdown(sock, SHUT_RD);
    return (ssize_t)got;
}
