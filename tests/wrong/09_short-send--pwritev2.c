/* 09_short-send--pwritev2.c - takes one pwritev2() for the whole. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t server_process(int conn)
{
    char bytes[4096];
    ssize_t total = 0;
    signal(SIGPIPE, SIG_IGN);
    for (;;) {
        ssize_t got, sent;
        do
            got = recv(conn, bytes, sizeof bytes, 0);
        while (got == -1 && errno == EINTR);
        if (got <= 0)
            return got == 0 ? total : -1;
        do
            sent = pwritev2(conn, &(struct iovec){bytes, (size_t)got}, 1, -1, 0);
        while (sent == -1 && errno == EINTR);
        if (sent == -1)
            return -1;
        total += sent;
    }
}
