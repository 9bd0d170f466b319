/* 09_string-length--copied-as-text.c - copies each message as text before it sends it. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

ssize_t server_process(int conn)
{
    const size_t room = 16384;
    char *message = calloc(2, room + 1);
    ssize_t echoed = 0, size;

    if (message == NULL)
        return -1;
    do {
        do
            size = recv(conn, message, room - 1, 0);
        while (size == -1 && errno == EINTR);

        char *next = message + room;
        if (size > 0) {
            message[size] = '\0';
            strncpy(next, message, size);
        }
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
    } while (size > 0);

    int saved = errno;
    free(message);
    errno = saved;
    return size == -1 ? -1 : echoed;
}
