/* 09_waits-for-end--collects-all.c - collects everything and answers only at the end. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>

ssize_t server_process(int conn)
{
    char *all = NULL;
    size_t used = 0, room = 0, sent = 0;
    ssize_t rc = -1;

    for (;;) {
        if (used == room) {
            char *more = realloc(all, room + 65536);
            if (more == NULL)
                goto done;
            all = more;
            room += 65536;
        }
        ssize_t n = recv(conn, all + used, room - used, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            goto done;
        if (n == 0)
            break;
        used += n;
    }
    while (sent < used) {
        ssize_t n = send(conn, all + sent, used - sent, MSG_NOSIGNAL);
        if (n == -1 && errno != EINTR)
            goto done;
        if (n > 0)
            sent += n;
    }
    rc = used;

done:
    free(all);
    return rc;
}
