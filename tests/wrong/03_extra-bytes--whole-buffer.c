/* 03_extra-bytes--whole-buffer.c - sends its whole buffer, however little is in it. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

static int send_block(int sock, const char *block, size_t length)
{
    while (length > 0) {
        ssize_t n = send(sock, block, length, MSG_NOSIGNAL);
        if (n == -1 && errno != EINTR)
            return -1;
        if (n > 0) {
            block += n;
            length -= (size_t)n;
        }
    }
    return 0;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    char block[1024];

    for (size_t at = 0; at < size; at += sizeof block) {
        size_t part = size - at < sizeof block ? size - at : sizeof block;
        memset(block, 0, sizeof block);
        memcpy(block, (const char *)data + at, part);
        if (send_block(sock, block, sizeof block) == -1)
            return -1;
    }
    return (ssize_t)size;
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
