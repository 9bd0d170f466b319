/* 04_descriptor-leaked--pipe-on-reset.c - splices into a pipe; the pipe stays open when splice() failed. */
#include "steps.h"
#include <fcntl.h>
#include <unistd.h>

int client_close(int sock)
{
    int p[2];
    char junk[4096];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == -1 || pipe2(p, O_CLOEXEC) == -1)
        return close(sock);
    while ((n = splice(sock, NULL, p[1], NULL, sizeof junk, 0)) > 0) {
        if (read(p[0], junk, (size_t)n) == -1)
            break;
    }
    if (n < 0)
        return close(sock);
    close(p[0]);
    close(p[1]);
    return close(sock);
}
