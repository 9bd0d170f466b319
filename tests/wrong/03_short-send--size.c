/* 03_short-send--size.c - sends once and says that all went. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    while (send(sock, data, size, MSG_NOSIGNAL) < 0) {
        if (errno != EINTR)
            return -1;
    }
    return size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *next = buffer;
    size_t left = size;
    ssize_t n = 0;

    while (left > 0) {
        n = read(sock, next, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        next += n;
        left -= n;
    }
    if (n < 0 && left == size)
        return -1;
    return size - left;
}
