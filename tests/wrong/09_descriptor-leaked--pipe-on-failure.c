/* 09_descriptor-leaked--pipe-on-failure.c - closes its pipe only when all went well. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    int ends[2];
    ssize_t total = 0;

    signal(SIGPIPE, SIG_IGN);
    if (pipe2(ends, O_CLOEXEC) == -1)
        return -1;
    for (;;) {
        ssize_t in = splice(conn, NULL, ends[1], NULL, 65536, SPLICE_F_MOVE);
        if (in == -1 && errno == EINTR)
            continue;
        if (in == -1)
            return -1;
        if (in == 0)
            break;
        total += in;
        while (in > 0) {
            ssize_t out = splice(ends[0], NULL, conn, NULL, in, SPLICE_F_MOVE);
            if (out == -1 && errno != EINTR)
                return -1;
            if (out > 0)
                in -= out;
        }
    }
    close(ends[0]);
    close(ends[1]);
    return total;
}
