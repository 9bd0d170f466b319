/* 04_bounded_time.c - waits a minute at most for each piece. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

static int readable(int sock)
{
    struct pollfd rest = {.fd = sock, .events = POLLIN};
    int ready;

    do
        ready = poll(&rest, 1, 60000);
    while (ready == -1 && errno == EINTR);
    return ready == 1;
}

int client_close(int sock)
{
    char rest[1000];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == 0)
        while (readable(sock)) {
            n = recv(sock, rest, sizeof rest, MSG_DONTWAIT);
            if (n == 0 || (n == -1 && errno != EINTR && errno != EAGAIN))
                break;
        }
    return close(sock);
}
