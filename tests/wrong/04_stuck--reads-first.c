/* 04_stuck--reads-first.c - reads to the peer's end before it sends its own. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    char rest[4096];
    ssize_t n;

    do {
        n = recv(sock, rest, sizeof rest, 0);
    } while (n > 0 || (n == -1 && errno == EINTR));
    return close(sock);
}
