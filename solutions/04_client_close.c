/* 04_client_close.c - lesson 4, client step 4: close the connection. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

/*
 * Half-closes the connection and reads on to the end of the peer's half: a close over unread input
 * would be a reset, which may cost the peer the last of our data. Failures are no matter here: a
 * connection that is reset or was never made has nothing to read, and is closed all the same.
 *
 * The bound is more than both kernels buffer (on Linux by default up to 6 MiB where bytes arrive
 * and 4 MiB where they leave), so it takes all that was under way when our half ended. A peer that
 * is silent and never ends would keep us here; against such a one set a time limit, SO_RCVTIMEO.
 */
static void read_to_end(int sock)
{
    const size_t bound = 16 * 1024 * 1024;
    int type = 0;
    socklen_t length = sizeof type;
    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &length) == -1 || type != SOCK_STREAM)
        return; /* datagrams have no end to wait for */
    if (shutdown(sock, SHUT_WR) == -1)
        return;

    char unread[4096];
    size_t total = 0;
    while (total < bound) {
        ssize_t count = recv(sock, unread, sizeof unread, 0);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1 || count == 0)
            return;
        total += (size_t)count;
    }
}

/*
 * Linux releases the descriptor before close() can be interrupted. To close again after EINTR would
 * hit whatever has got the same number by then, so EINTR counts as closed.
 */
int client_close(int sock)
{
    read_to_end(sock);
    int result = close(sock);
    if (result == -1 && errno == EINTR)
        return 0;
    return result;
}
