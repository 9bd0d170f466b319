/* 03_short-send--write.c - takes one write() for the whole. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    ssize_t written = -1;

    signal(SIGPIPE, SIG_IGN);
    while (written == -1) {
        written = write(sock, data, size);
        if (written == -1 && errno != EINTR)
            return -1;
    }
    return written;
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
