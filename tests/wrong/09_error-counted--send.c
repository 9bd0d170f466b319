/* 09_error-counted--send.c - the -1 of send() is counted. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static ssize_t put_all(int fd, const char *p, ssize_t n)
{
    ssize_t done = 0, k = 1;
    while (done < n && k > 0) {
        k = TEMP_FAILURE_RETRY(send(fd, p + done, (size_t)(n - done), MSG_NOSIGNAL));
        done += k;
    }
    return done;
}
ssize_t server_process(int conn)
{
    char b[600];
    ssize_t total = 0, n, k;
    while ((n = TEMP_FAILURE_RETRY(read(conn, b, sizeof b))) > 0) {
        k = put_all(conn, b, n);
        total += k;
        if (k < n)
            return total;
    }
    return n == 0 ? total : -1;
}
