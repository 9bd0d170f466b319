/* static_step.c - hides a step. Verdict: broken, static. */
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

static ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t received = 0;
    while (received < size) {
        ssize_t count = recv(sock, bytes + received, size - received, 0);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1 && received == 0)
            return -1;
        if (count == -1 || count == 0)
            break;
        received += (size_t)count;
    }
    return (ssize_t)received;
}
