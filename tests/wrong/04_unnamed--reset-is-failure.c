/* 04_unnamed--reset-is-failure.c - returns -1 where the peer has reset, though it closed. */
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
    int gone = shutdown(sock, SHUT_WR);
    int saved = errno;

    if (gone == 0)
        end_both_ways(sock);
    if (close(sock) == -1)
        return -1;
    errno = saved;
    return gone;
}
