/* 03_recv-overwrites--copy.c - copies each piece to the start of the buffer. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const unsigned char *next = data;
    size_t left = size;
    ssize_t n;

    signal(SIGPIPE, SIG_IGN);
    while (left > 0) {
        n = write(sock, next, left);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        next += n;
        left -= n;
    }
    return size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t got = 0;

    while (got < size) {
        char piece[512];
        size_t room = size - got < sizeof piece ? size - got : sizeof piece;
        ssize_t n = recv(sock, piece, room, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (got > 0)
                break;
            return -1;
        }
        memcpy(bytes, piece, (size_t)n);
        got += (size_t)n;
    }
    return (ssize_t)got;
}
