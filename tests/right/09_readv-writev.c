/* 09_readv-writev.c - readv() into two pieces, writev() out of them, SIGPIPE blocked and taken
   back. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/uio.h>
#include <time.h>

static int write_pieces(int conn, struct iovec *piece, int count)
{
    while (count > 0) {
        ssize_t n = writev(conn, piece, count);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        while (count > 0 && (size_t)n >= piece->iov_len) {
            n -= piece->iov_len;
            piece++;
            count--;
        }
        if (count > 0) {
            piece->iov_base = (char *)piece->iov_base + n;
            piece->iov_len -= n;
        }
    }
    return 0;
}

static ssize_t echo(int conn)
{
    char small[7], large[3000];
    ssize_t total = 0;

    for (;;) {
        struct iovec piece[] = {{small, sizeof small}, {large, sizeof large}};
        ssize_t n = readv(conn, piece, 2);
        if (n == -1 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 ? total : -1;
        piece[0].iov_len = n < (ssize_t)sizeof small ? n : (ssize_t)sizeof small;
        piece[1].iov_len = n - piece[0].iov_len;
        if (write_pieces(conn, piece, 2) == -1)
            return -1;
        total += n;
    }
}

ssize_t server_process(int conn)
{
    sigset_t pipe_set, before, pending;
    struct timespec at_once = {0};

    sigemptyset(&pipe_set);
    sigaddset(&pipe_set, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe_set, &before);
    ssize_t total = echo(conn);
    int saved = errno;
    if (!sigismember(&pending, SIGPIPE))
        while (sigtimedwait(&pipe_set, NULL, &at_once) == -1 && errno == EINTR)
            ;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = saved;
    return total;
}
