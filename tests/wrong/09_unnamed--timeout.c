/* 09_unnamed--timeout.c - a silent client is at its end after a millisecond. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/time.h>

static int sendall(int s, const char *buf, int len)
{
    int total = 0;
    while (total < len) {
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

    struct timeval ms = {0, 1000}, no = {0, 0};
    setsockopt(conn, SOL_SOCKET, SO_RCVTIMEO, &ms, sizeof ms);
    for (;;) {
        nbytes = recv(conn, buf, sizeof buf, 0);
        if (nbytes == -1 && errno == EINTR)
            continue;
        if (nbytes == -1 && errno == EAGAIN)
            break;
        if (nbytes == -1)
            return -1;
        if (nbytes == 0)
            break;
        if (sendall(conn, buf, nbytes) == -1)
            return -1;
        total += nbytes;
    }
    setsockopt(conn, SOL_SOCKET, SO_RCVTIMEO, &no, sizeof no);
    return total;
}
