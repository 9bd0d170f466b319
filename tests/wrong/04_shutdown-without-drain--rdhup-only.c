/* 04_shutdown-without-drain--rdhup-only.c - waits for the peer's end with POLLRDHUP, and leaves the bytes unread. */
#include "steps.h"
#include <poll.h>
#include <unistd.h>

int client_close(int sock)
{
    struct pollfd p = {.fd = sock, .events = POLLRDHUP};
    if (shutdown(sock, SHUT_WR) == 0)
        poll(&p, 1, 3000);
    return close(sock);
}
