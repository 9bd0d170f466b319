/* 03_recv-terminator--read-with-strcpy.c - gathers in a string of its own, and copies it with its NUL. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t done = 0;
    for (ssize_t n; done < size; done += (size_t)n) {
        do
            n = send(sock, (const char *)data + done, size - done, MSG_NOSIGNAL);
        while (n < 0 && errno == EINTR);
        if (n < 0)
            return -1;
    }
    return (ssize_t)done;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *text = calloc(size + 1, 1);
    size_t length = 0;
    int error = 0;

    if (text == NULL)
        return -1;
    while (length < size) {
        ssize_t n = recv(sock, text + length, size - length, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            error = errno;
        if (n <= 0)
            break;
        length += (size_t)n;
    }
    if (length > 0 || error == 0)
        memcpy(buffer, text, length + 1);
    free(text);
    errno = error;
    return length == 0 && error != 0 ? -1 : (ssize_t)length;
}
