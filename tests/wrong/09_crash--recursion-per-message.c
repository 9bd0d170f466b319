/* 09_crash--recursion-per-message.c - calls itself for each message, with three megabytes on the
   stack. */
#include "steps.h"

#include <errno.h>

static int send_all(int conn, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = send(conn, data, size, MSG_NOSIGNAL);
        if (n == -1 && errno != EINTR)
            return -1;
        if (n > 0) {
            data += n;
            size -= n;
        }
    }
    return 0;
}

ssize_t server_process(int conn)
{
    char room[3 << 20];
    ssize_t got, rest;

    do
        got = recv(conn, room, sizeof(room), 0);
    while (got == -1 && errno == EINTR);
    if (got <= 0)
        return got;
    if (send_all(conn, room, got) == -1)
        return -1;
    rest = server_process(conn);
    return rest == -1 ? -1 : got + rest;
}
