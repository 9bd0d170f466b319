/* 04_moved_first.c - frees the number first, and closes a duplicate last. */
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
    int copy = fcntl(sock, F_DUPFD_CLOEXEC, 3);

    if (copy == -1 && errno == EBADF)
        return -1;
    if (copy == -1)
        copy = sock;
    end_both_ways(copy);
    int result = close(sock);
    int saved = errno;
    if (copy != sock)
        close(copy);
    errno = saved;
    return result;
}
