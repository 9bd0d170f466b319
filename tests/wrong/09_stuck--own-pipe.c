/* 09_stuck--own-pipe.c - sends through a pipe and reads that to its end, with the writing end
   open. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int forward(int from, int to)
{
    char byte[512];

    for (;;) {
        ssize_t n = read(from, byte, sizeof byte);
        if (n == -1 && errno == EINTR)
            continue;
        if (n <= 0)
            return n;
        for (ssize_t sent = 0, m; sent<n; sent += m> 0 ? m : 0) {
            m = send(to, byte + sent, n - sent, MSG_NOSIGNAL);
            if (m == -1 && errno != EINTR)
                return -1;
        }
    }
}

ssize_t server_process(int conn)
{
    char buffer[512];
    ssize_t got, total = 0;
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) == -1)
        return -1;
    while ((got = recv(conn, buffer, sizeof buffer, 0)) != 0) {
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            break;
        total += write(ends[1], buffer, got); /* no more than a pipe takes at once */
        if (forward(ends[0], conn) == -1) {
            got = -1;
            break;
        }
    }
    int saved = errno;
    close(ends[0]);
    close(ends[1]);
    errno = saved;
    return got == -1 ? -1 : total;
}
