/* 10_server_close.c - lesson 10, server step 6: close a connection or the listener. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

/*
 * Half-closes the connection and reads on to the end of the client's half: a close over unread
 * input would be a reset, which may cost the client the last of our data. Failures are no matter
 * here: a listener, or a connection that is reset, has nothing to read, and is closed all the same.
 *
 * The bound is more than both kernels buffer (on Linux by default up to 6 MiB where bytes arrive
 * and 4 MiB where they leave), so it takes all that was under way when our half ended. A client
 * that is silent and never ends would keep us here; against such a one set a time limit,
 * SO_RCVTIMEO.
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
int server_close(int sock)
{
    read_to_end(sock);
    int result = close(sock);
    if (result == -1 && errno == EINTR)
        return 0;
    return result;
}
