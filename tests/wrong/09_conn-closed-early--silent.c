/* 09_conn-closed-early--silent.c - close() when the client said nothing. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    char c;
    ssize_t count = 0;
    for (;;) {
        ssize_t r = recv(conn, &c, 1, 0);
        if (r == 0) {
            if (count == 0)
                close(conn);
            return count;
        }
        if (r < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        while ((r = send(conn, &c, 1, MSG_NOSIGNAL)) != 1)
            if (errno != EINTR)
                return -1;
        ++count;
    }
}
