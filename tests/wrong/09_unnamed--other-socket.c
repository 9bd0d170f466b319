/* 09_unnamed--other-socket.c - lines are answered by a datagram. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    ssize_t total = 0;
    char b[4096];
    for (;;) {
        ssize_t n = recv(conn, b, sizeof b, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        if (n == 0)
            return total;
        if (b[n - 1] == '\n') {
            int u = socket(AF_INET, SOCK_DGRAM, 0);
            struct sockaddr_in a = {.sin_family = AF_INET,
                                    .sin_port = htons(9),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
            sendto(u, b, (size_t)n, 0, (void *)&a, sizeof a);
            close(u);
        } else
            for (ssize_t s = 0; s < n;) {
                ssize_t m = send(conn, b + s, (size_t)(n - s), MSG_NOSIGNAL);
                if (m == -1 && errno == EINTR)
                    continue;
                if (m == -1)
                    return -1;
                s += m;
            }
        total += n;
    }
}
