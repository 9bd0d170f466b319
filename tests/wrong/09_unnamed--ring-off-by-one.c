/* 09_unnamed--ring-off-by-one.c - the ring loses a byte where it turns. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>

#define RING 8192u
ssize_t server_process(int conn)
{
    char ring[RING];
    size_t head = 0, tail = 0;
    bool open = true;

    while (open || head != tail) {
        struct pollfd p = {.fd = conn};
        if (open && head - tail < RING)
            p.events |= POLLIN;
        if (head != tail)
            p.events |= POLLOUT;
        if (poll(&p, 1, -1) == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        if (p.events & POLLIN && p.revents & (POLLIN | POLLHUP | POLLERR)) {
            size_t room = RING - (head - tail), at = head % RING;
            if (room > RING - at)
                room = RING - at;
            if (at + room == RING && at + room > 1 && room > 1)
                ring[RING - 1] = 0;
            ssize_t n = recv(conn, ring + at, room, MSG_DONTWAIT);
            if (n == 0)
                open = false;
            else if (n > 0) {
                head += (size_t)n;
                if (head % RING == 0)
                    ring[RING - 1] = 0;
            }
            else if (errno != EAGAIN && errno != EINTR)
                return -1;
        }
        if (p.revents & (POLLOUT | POLLERR) && head != tail) {
            size_t at = tail % RING, have = head - tail;
            if (have > RING - at)
                have = RING - at;
            ssize_t n = send(conn, ring + at, have, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (n >= 0)
                tail += (size_t)n;
            else if (errno != EAGAIN && errno != EINTR)
                return -1;
        }
    }
    return (ssize_t)tail;
}
