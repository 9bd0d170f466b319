/* 09_short-send--other-name.c - the C library knows send() by a second name: once. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

extern ssize_t __send(int sock, const void *data, size_t size, int flags);

ssize_t server_process(int conn)
{
    char bytes[4096];
    ssize_t total = 0;

    for (;;) {
        ssize_t got, sent;
        do
            got = recv(conn, bytes, sizeof bytes, 0);
        while (got == -1 && errno == EINTR);
        if (got <= 0)
            return got == 0 ? total : -1;
        do
            sent = __send(conn, bytes, (size_t)got, MSG_NOSIGNAL);
        while (sent == -1 && errno == EINTR);
        if (sent == -1)
            return -1;
        total += sent;
    }
}
