/* 04_nonblocking_inside.c - makes the socket non-blocking, polls, reads, and closes. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    struct pollfd peer = {.fd = sock, .events = POLLIN};
    int flags = fcntl(sock, F_GETFL);
    char rest[100];
    ssize_t n = -1;

    if (flags == -1)
        return -1;
    fcntl(sock, F_SETFL, flags | O_NONBLOCK);
    if (shutdown(sock, SHUT_WR) == -1)
        goto out;
    for (;;) {
        n = read(sock, rest, sizeof rest);
        if (n == 0 || (n == -1 && errno != EINTR && errno != EAGAIN))
            break;
        if (n == -1)
            poll(&peer, 1, -1);
    }
out:
    return close(sock);
}
