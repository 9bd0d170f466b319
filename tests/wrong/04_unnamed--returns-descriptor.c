/* 04_unnamed--returns-descriptor.c - returns the number that it closed. */
#include "steps.h"

#include <errno.h>
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
    end_both_ways(sock);
    return close(sock) == -1 ? -1 : sock;
}
