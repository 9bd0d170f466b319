/* 09_descriptor-leaked+count-wrong--splice.c - a wrong count and an open pipe. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    int p[2], e = 0;
    ssize_t total = 0;
    signal(SIGPIPE, SIG_IGN);
    if (pipe2(p, O_CLOEXEC) == -1)
        return -1;
    for (;;) {
        ssize_t in = splice(conn, NULL, p[1], NULL, 16384, SPLICE_F_MOVE);
        if (in == -1 && errno == EINTR)
            continue;
        if (in == -1)
            e = errno;
        if (in <= 0)
            break;
        total = in;
        while (in > 0) {
            ssize_t out = splice(p[0], NULL, conn, NULL, (size_t)in, SPLICE_F_MOVE);
            if (out == -1 && errno == EINTR)
                continue;
            if (out == -1) {
                e = errno;
                goto done;
            }
            in -= out;
        }
    }
done:
    close(p[0]);
    if (e) {
        errno = e;
        return -1;
    }
    return total;
}
