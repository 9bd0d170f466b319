/* 03_timeout_inside.c - waits in slices of a second, tries again, and takes the time limit back. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/time.h>

static void limit(int sock, int name, int seconds)
{
    struct timeval slice = {.tv_sec = seconds};
    int saved = errno;

    setsockopt(sock, SOL_SOCKET, name, &slice, sizeof slice);
    errno = saved;
}

static int try_again(ssize_t n)
{
    return n == -1 && (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK);
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    ssize_t n = 0;

    limit(sock, SO_SNDTIMEO, 1);
    while (sent < size && (n >= 0 || try_again(n))) {
        n = send(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL);
        if (n > 0)
            sent += (size_t)n;
    }
    limit(sock, SO_SNDTIMEO, 0);
    return sent == size ? (ssize_t)size : -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    ssize_t n = 1;

    limit(sock, SO_RCVTIMEO, 1);
    while (got < size && (n > 0 || try_again(n))) {
        n = recv(sock, (char *)buffer + got, size - got, 0);
        if (n > 0)
            got += (size_t)n;
    }
    limit(sock, SO_RCVTIMEO, 0);
    return n == -1 && got == 0 ? -1 : (ssize_t)got;
}
