/* 03_unnamed--recv-poll-now.c - does not wait. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#define CHUNK 1460
#define MIN(a, b) ((a) < (b) ? (a) : (b))
ssize_t client_send(int sock, const void *data, size_t size)
{
    const uint8_t *bytes = data;
    size_t sent = 0;

    signal(SIGPIPE, SIG_IGN);
    while (sent < size) {
        size_t want = MIN(size - sent, (size_t)CHUNK);
        ssize_t rc = TEMP_FAILURE_RETRY(send(sock, bytes + sent, want, 0));
        if (rc == -1)
            return -1;
        sent += rc;
    }
    return sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *out = buffer;
    size_t n = 0;
    while (n < size) {
        struct pollfd p = {sock, POLLIN, 0};
        int ready = poll(&p, 1, 0);
        if (ready == 0)
            break;
        if (ready < 0) {
            if (errno == EINTR)
                continue;
            return n ? (ssize_t)n : -1;
        }
        ssize_t r = recv(sock, out + n, size - n, MSG_DONTWAIT);
        if (r > 0)
            n += r;
        if (r == 0)
            break;
        if (r < 0 && errno != EAGAIN && errno != EINTR)
            return n ? (ssize_t)n : -1;
    }
    return n;
}
