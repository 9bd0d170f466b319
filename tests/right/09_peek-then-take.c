/* 09_peek-then-take.c - looks with MSG_PEEK, sends what it can, and takes exactly that. */
#include "steps.h"

#include <errno.h>

static int take(int conn, char *room, size_t size)
{
    while (size > 0) {
        ssize_t n = recv(conn, room, size, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == 0)
            errno = EIO;
        if (n <= 0)
            return -1;
        size -= n;
    }
    return 0;
}

ssize_t server_process(int conn)
{
    char room[2048];
    ssize_t total = 0;

    for (;;) {
        ssize_t seen, sent;

        while ((seen = recv(conn, room, sizeof room, MSG_PEEK)) == -1 && errno == EINTR)
            ;
        if (seen <= 0)
            return seen == 0 ? total : -1;
        while ((sent = send(conn, room, seen, MSG_NOSIGNAL)) == -1 && errno == EINTR)
            ;
        if (sent == -1 || take(conn, room, sent) == -1)
            return -1;
        total += sent;
    }
}
