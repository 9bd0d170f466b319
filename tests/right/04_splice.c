/* 04_splice.c - pours the input into /dev/null by way of a pipe. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

static ssize_t pour(int sock, int through[2], int null)
{
    ssize_t n = splice(sock, NULL, through[1], NULL, 65536, 0);
    ssize_t left = n;

    while (left > 0) {
        ssize_t out = splice(through[0], NULL, null, NULL, (size_t)left, 0);
        if (out == -1 && errno != EINTR)
            return -1;
        if (out > 0)
            left -= out;
    }
    return n;
}

int client_close(int sock)
{
    int through[2];
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (null != -1 && pipe2(through, O_CLOEXEC) == 0) {
        if (shutdown(sock, SHUT_WR) == 0) {
            ssize_t n = 1;
            while (n > 0 || (n == -1 && errno == EINTR))
                n = pour(sock, through, null);
        }
        close(through[0]);
        close(through[1]);
    }
    if (null != -1)
        close(null);
    return close(sock);
}
