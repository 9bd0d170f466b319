/* 03_handler.c - a handler of its own for SIGPIPE, put back afterwards. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

static void nothing(int number) { (void)number; }

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *at = data, *const end = at + size;
    struct sigaction mine = {.sa_handler = nothing}, before;
    ssize_t n = 0;

    sigaction(SIGPIPE, &mine, &before);
    while (at < end) {
        n = write(sock, at, (size_t)(end - at));
        if (n == -1 && errno != EINTR)
            break;
        if (n > 0)
            at += n;
    }
    int saved = errno;
    sigaction(SIGPIPE, &before, NULL);
    errno = saved;
    return at == end ? (ssize_t)size : -1;
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
