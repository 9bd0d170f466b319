/* 03_short-send+one-recv--first-try.c - one send() out and one recv() in. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    ssize_t n;

    while ((n = send(sock, data, size, MSG_NOSIGNAL)) == -1)
        if (errno != EINTR)
            return -1;
    return n;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    ssize_t n = 0;

    while (size > 0 && (n = recv(sock, buffer, size, 0)) == -1)
        if (errno != EINTR)
            return -1;
    return n;
}
