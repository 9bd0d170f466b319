/* 04_crash--assert.c - asserts that close() works. */
#include "steps.h"

#include <assert.h>
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
    int result = close(sock);
    assert(result == 0 || errno == EINTR);
    return result;
}
