/* 09_poll-ring.c - reads and writes as poll() allows, through a ring of bytes. */
#include "steps.h"

#include <errno.h>
#include <poll.h>

#define ROOM 10000

struct ring {
    char bytes[ROOM];
    size_t start, used;
};

static ssize_t fill(struct ring *ring, int conn)
{
    size_t at = (ring->start + ring->used) % ROOM;
    size_t room = at < ring->start ? ring->start - at : ROOM - at;
    ssize_t n = recv(conn, ring->bytes + at, room, MSG_DONTWAIT);

    if (n > 0)
        ring->used += n;
    return n;
}

static ssize_t drain(struct ring *ring, int conn)
{
    size_t size = ring->start + ring->used > ROOM ? ROOM - ring->start : ring->used;
    ssize_t n = send(conn, ring->bytes + ring->start, size, MSG_DONTWAIT | MSG_NOSIGNAL);

    if (n > 0) {
        ring->start = (ring->start + n) % ROOM;
        ring->used -= n;
    }
    return n;
}

static int transient(ssize_t n)
{
    return n != -1 || errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK;
}

ssize_t server_process(int conn)
{
    struct ring ring = {.start = 0, .used = 0};
    ssize_t total = 0;
    int ended = 0;

    while (!ended || ring.used > 0) {
        struct pollfd ready = {.fd = conn};
        if (!ended && ring.used < ROOM)
            ready.events |= POLLIN;
        if (ring.used > 0)
            ready.events |= POLLOUT;
        if (poll(&ready, 1, -1) == -1) {
            if (errno != EINTR)
                return -1;
            continue;
        }
        if (ready.events & POLLIN && ready.revents & ~POLLOUT) {
            ssize_t n = fill(&ring, conn);
            if (!transient(n))
                return -1;
            ended = n == 0;
            total += n > 0 ? n : 0;
        }
        if (ring.used > 0 && ready.revents & ~POLLIN && !transient(drain(&ring, conn)))
            return -1;
    }
    return total;
}
