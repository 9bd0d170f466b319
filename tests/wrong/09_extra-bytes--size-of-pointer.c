/* 09_extra-bytes--size-of-pointer.c - sends as many bytes as a pointer has. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

ssize_t server_process(int conn)
{
    const size_t room = 16384;
    char *message = calloc(1, room);
    ssize_t echoed = 0, size;

    if (message == NULL)
        return -1;
    do {
        memset(message, 0, room);
        do
            size = recv(conn, message, sizeof(message), 0);
        while (size == -1 && errno == EINTR);

        char *next = message;
        for (ssize_t left = size > 0 ? (ssize_t)sizeof(message) : 0; left > 0;) {
            ssize_t done = send(conn, next, left, MSG_NOSIGNAL);
            if (done == -1 && errno != EINTR) {
                size = -1;
                break;
            }
            if (done > 0) {
                next += done;
                left -= done;
            }
        }
        if (size > 0)
            echoed += size;
    } while (size > 0);

    int saved = errno;
    free(message);
    errno = saved;
    return size == -1 ? -1 : echoed;
}
