/* 10_memory-error--double-free.c - frees the buffer twice when the drain met an error. */
#include "steps.h"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int server_close(int sock)
{
    char *buf = malloc(4096);
    ssize_t n = 0;
    int rc, saved;

    if (buf && shutdown(sock, SHUT_WR) == 0) {
        do {
            n = recv(sock, buf, 4096, 0);
        } while (n > 0);
        if (n == 0)
            goto out;
    }
    free(buf);
out:
    rc = close(sock);
    saved = errno;
    free(buf);
    errno = saved;
    return rc;
}
