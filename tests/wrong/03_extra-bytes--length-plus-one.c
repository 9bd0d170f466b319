/* 03_extra-bytes--length-plus-one.c - counts the NUL of its copy. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    char *text = calloc(1, size + 1);
    size_t length = size + 1, sent = 0;

    if (text == NULL)
        return -1;
    memcpy(text, data, size);
    while (sent < length) {
        ssize_t n = send(sock, text + sent, length - sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1) {
            free(text);
            return -1;
        }
        sent += (size_t)n;
    }
    free(text);
    return (ssize_t)size;
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
