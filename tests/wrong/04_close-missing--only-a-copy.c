/* 04_close-missing--only-a-copy.c - closes a duplicate and not the descriptor. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

/* The end goes out, and what the peer still sends comes in, until it ends too. */
static void end_both_ways(int sock)
{
    char rest[4096];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == -1)
        return;
    do
        n = recv(sock, rest, sizeof rest, 0);
    while (n > 0 || (n == -1 && errno == EINTR));
}

int client_close(int sock)
{
    int copy = fcntl(sock, F_DUPFD_CLOEXEC, 0);

    if (copy == -1)
        return -1;
    end_both_ways(copy);
    return close(copy);
}
