/* 09_no-delay.c - the whole with TCP_NODELAY set and errors looked up with SO_ERROR. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>

#include <netinet/tcp.h>
ssize_t server_process(int conn)
{
    int one = 1;
    uint8_t buf[2048];
    uint64_t total = 0;
    (void)setsockopt(conn, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    while (1) {
        struct pollfd pfd = {.fd = conn, .events = POLLIN | POLLRDHUP};
        int ready = poll(&pfd, 1, -1);
        if (ready == -1 && errno == EINTR)
            continue;
        if (ready == -1)
            return -1;
        if (pfd.revents & POLLERR) {
            int so = 0;
            socklen_t len = sizeof so;
            if (getsockopt(conn, SOL_SOCKET, SO_ERROR, &so, &len) == 0 && so != 0) {
                errno = so;
                return -1;
            }
        }
        ssize_t n = recv(conn, buf, sizeof buf, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        size_t sent = 0;
        while (sent < (size_t)n) {
            ssize_t k = send(conn, buf + sent, (size_t)n - sent, MSG_NOSIGNAL);
            if (k < 0 && errno != EINTR)
                return -1;
            if (k > 0)
                sent += (size_t)k;
        }
        total += sent;
    }
    return (ssize_t)total;
}
