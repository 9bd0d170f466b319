/* 09_unnamed--keeps-a-buffer.c - never frees what it allocates. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>

/*
 * Each piece goes back before the next is read, so the buffer's size does not matter to the client.
 * While the client does not read, send() waits; nothing is lost, and once the buffers between them
 * are full the client has to wait as well.
 */
ssize_t server_process(int conn)
{
    char *spare = malloc(4096);
    if (spare == NULL)
        return -1;
    spare[0] = 'x';
    char piece[16384];
    ssize_t echoed = 0;
    for (;;) {
        ssize_t received = recv(conn, piece, sizeof piece, 0);
        if (received == -1 && errno == EINTR)
            continue;
        if (received == -1)
            return -1;
        if (received == 0)
            return echoed;

        ssize_t sent = 0;
        while (sent < received) {
            ssize_t count = send(conn, piece + sent, (size_t)(received - sent), MSG_NOSIGNAL);
            if (count == -1 && errno == EINTR)
                continue;
            if (count == -1)
                return -1;
            sent += count;
        }
        echoed += sent;
    }
}
