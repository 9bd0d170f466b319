/* 03_poll_dontwait.c - never waits in a transfer, only in poll(). */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>

static int wait_for(int sock, short events)
{
    struct pollfd ready = {.fd = sock, .events = events};

    if (errno == EINTR)
        return 0;
    if (errno != EAGAIN && errno != EWOULDBLOCK)
        return -1;
    while (poll(&ready, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    return 0;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(sock, (const char *)data + sent, size - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n >= 0)
            sent += (size_t)n;
        else if (wait_for(sock, POLLOUT) == -1)
            return -1;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, (char *)buffer + got, size - got, MSG_DONTWAIT);
        if (n == 0)
            break;
        if (n > 0)
            got += (size_t)n;
        else if (wait_for(sock, POLLIN) == -1)
            return got == 0 ? -1 : (ssize_t)got;
    }
    return (ssize_t)got;
}
