/* 09_unnamed--reads-only.c - reads everything and answers nothing. */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    char buffer[4096];
    ssize_t total = 0;

    for (;;) {
        ssize_t got = recv(conn, buffer, sizeof(buffer), 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            return -1;
        if (got == 0)
            return total;
        total += got;
    }
}
