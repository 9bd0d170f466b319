/* 03_nonblocking_inside.c - makes the socket non-blocking, waits by poll(), and takes that back. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

static ssize_t step(int sock, void *at, size_t size, short what)
{
    struct pollfd ready = {.fd = sock, .events = what};

    for (;;) {
        if (poll(&ready, 1, -1) == -1 && errno != EINTR)
            return -1;
        ssize_t n = what == POLLIN ? recv(sock, at, size, 0) : send(sock, at, size, MSG_NOSIGNAL);
        if (n != -1 || (errno != EINTR && errno != EAGAIN))
            return n;
    }
}

static ssize_t transfer(int sock, void *start, size_t size, short what)
{
    size_t done = 0;
    ssize_t n = 1;
    int flags = fcntl(sock, F_GETFL);

    if (flags == -1 || fcntl(sock, F_SETFL, flags | O_NONBLOCK) == -1)
        return -1;
    while (done < size && n > 0) {
        n = step(sock, (char *)start + done, size - done, what);
        if (n > 0)
            done += (size_t)n;
    }
    int saved = errno;
    fcntl(sock, F_SETFL, flags);
    errno = saved;
    return n == -1 && (what == POLLOUT || done == 0) ? -1 : (ssize_t)done;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    return transfer(sock, (void *)data, size, POLLOUT);
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    return transfer(sock, buffer, size, POLLIN);
}
