/* 03_unnamed--keeps-a-copy.c - never frees the copy that it makes of the data. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * send() may take a part only, for instance when a signal comes in between, so the next piece
 * begins after what was taken. MSG_NOSIGNAL makes a vanished peer an EPIPE for this call instead
 * of a SIGPIPE, which would end the process.
 */
ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;
    size_t sent = 0; char *c = malloc(size + 1); if (c) memcpy(c, data, size);
    while (sent < size) {
        ssize_t count = send(sock, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1)
            return -1;
        sent += (size_t)count;
    }
    return (ssize_t)sent;
}

/*
 * recv() returns what is there, so pieces are joined until the buffer is full. 0 is the end of the
 * stream, not an error. An error after some bytes would lose them if it were reported, so the bytes
 * are; a connection that is broken says so again, or has nothing more to say, at the next call.
 */
ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t received = 0;
    while (received < size) {
        ssize_t count = recv(sock, bytes + received, size - received, 0);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1 && received == 0)
            return -1;
        if (count == -1 || count == 0)
            break;
        received += (size_t)count;
    }
    return (ssize_t)received;
}
