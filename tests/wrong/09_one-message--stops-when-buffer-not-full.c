/* 09_one-message--stops-when-buffer-not-full.c - takes a piece that is shorter than its buffer
   for the last. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>

ssize_t server_process(int conn)
{
    const size_t room = 16384;
    char *message = malloc(room);
    ssize_t echoed = 0, size;

    if (message == NULL)
        return -1;
    do {
        do
            size = recv(conn, message, room, 0);
        while (size == -1 && errno == EINTR);

        char *next = message;
        for (ssize_t left = size; left > 0;) {
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
    } while (size == (ssize_t)room);

    int saved = errno;
    free(message);
    errno = saved;
    return size == -1 ? -1 : echoed;
}
