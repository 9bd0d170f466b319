/* 09_what-is-there.c - collects up to 64 KiB that are there already, then answers. */
#include "steps.h"

#include <errno.h>
#include <stdbool.h>

ssize_t server_process(int conn)
{
    static unsigned char batch[65536];
    ssize_t total = 0;
    bool end = false;
    while (!end) {
        size_t len = 0;
        int flags = 0;
        while (len < sizeof batch) {
            ssize_t n = recv(conn, batch + len, sizeof batch - len, flags);
            if (n == 0) {
                end = true;
                break;
            }
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0 && errno == EAGAIN)
                break;
            if (n < 0)
                return -1;
            len += (size_t)n;
            flags = MSG_DONTWAIT;
        }
        for (size_t off = 0; off < len;) {
            ssize_t k = send(conn, batch + off, len - off, MSG_NOSIGNAL);
            if (k < 0 && errno == EINTR)
                continue;
            if (k < 0)
                return -1;
            off += (size_t)k;
        }
        total += (ssize_t)len;
    }
    return total;
}
