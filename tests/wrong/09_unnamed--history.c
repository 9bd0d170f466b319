/* 09_unnamed--history.c - sends everything that came so far after each piece. */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    static char all[1 << 16];
    size_t used = 0;

    while (used < sizeof all) {
        ssize_t got = recv(conn, all + used, sizeof all - used, 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            return -1;
        if (got == 0)
            break;
        used += got;
        for (size_t sent = 0; sent < used;) {
            ssize_t n = send(conn, all + sent, used - sent, MSG_NOSIGNAL);
            if (n == -1 && errno != EINTR)
                return -1;
            sent += n > 0 ? n : 0;
        }
    }
    return used;
}
