/* 09_eintr-fatal--second-piece.c - goes on after EINTR before the first byte only. */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    char c;
    ssize_t count = 0;
    for (;;) {
        ssize_t r = recv(conn, &c, 1, 0);
        if (r == 0)
            return count;
        if (r < 0) {
            if (errno == EINTR && count == 0)
                continue;
            return -1;
        }
        while ((r = send(conn, &c, 1, MSG_NOSIGNAL)) != 1)
            if (errno != EINTR)
                return -1;
        ++count;
    }
}
