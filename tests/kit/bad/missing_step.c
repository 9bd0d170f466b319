/* missing_step.c - has one of its two steps. Verdict: broken, client_recv() is missing. */
#include "steps.h"

#include <errno.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;
    size_t sent = 0;
    while (sent < size) {
        ssize_t count = send(sock, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1)
            return -1;
        sent += (size_t)count;
    }
    return (ssize_t)sent;
}
