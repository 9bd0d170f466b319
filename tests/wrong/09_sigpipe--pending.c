/* 09_sigpipe--pending.c - the blocked signal comes at the end. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static ssize_t echo_all(int conn)
{
    char b[333];
    ssize_t total = 0, n;
    for (;;) {
        n = read(conn, b, sizeof b);
        if (n == 0)
            return total;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        for (char *p = b; n > 0;) {
            ssize_t k = write(conn, p, n);
            if (k == -1 && errno == EINTR)
                continue;
            if (k == -1)
                return -1;
            p += k;
            n -= k;
            total += k;
        }
    }
}
ssize_t server_process(int conn)
{
    sigset_t block, keep;
    sigemptyset(&block);
    sigaddset(&block, SIGPIPE);
    sigprocmask(SIG_BLOCK, &block, &keep);
    ssize_t r = echo_all(conn);
    int e = errno;
    struct timespec zero = {0, 0};
    if (r == -1 && e == EPIPE)
        (void)zero;
    sigprocmask(SIG_SETMASK, &keep, NULL);
    errno = e;
    return r;
}
