/* 09_short-send--if.c - a second send() for the rest and no third. */
#include "steps.h"

#include <errno.h>

static int sendall(int s, const char *buf, int len)
{
    int total = 0;
    for (int i = 0; i < 2 && total < len; i++) {
        int n = send(s, buf + total, len - total, MSG_NOSIGNAL);
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        total += n;
    }
    return 0;
}

ssize_t server_process(int conn)
{
    char buf[1024];
    ssize_t total = 0;
    int nbytes;

    for (;;) {
        nbytes = recv(conn, buf, sizeof buf, 0);
        if (nbytes == -1 && errno == EINTR)
            continue;
        if (nbytes == -1)
            return -1;
        if (nbytes == 0)
            break;
        if (sendall(conn, buf, nbytes) == -1)
            return -1;
        total += nbytes;
    }
    return total;
}
