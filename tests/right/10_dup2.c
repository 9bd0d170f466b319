/* 10_dup2.c - puts another file in the place of the socket, which ends it, and closes that. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    int ends[2];

    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    if (shutdown(sock, SHUT_WR) == 0)
        for (;;) {
            ssize_t got = recv(sock, rest, sizeof(rest), 0);
            if (got == 0 || (got == -1 && errno != EINTR))
                break;
        }
    if (pipe2(ends, O_CLOEXEC) == 0) {
        while (dup2(ends[0], sock) == -1 && (errno == EBUSY || errno == EINTR))
            ;
        close(ends[0]);
        close(ends[1]);
    }
    return close(sock);
}
