/* 09_no-signals.c - core only: knows nothing of EINTR. */
#include "steps.h"

#include <signal.h>

ssize_t server_process(int conn)
{
    unsigned char data[256];
    ssize_t sum = 0, n, m;

    signal(SIGPIPE, SIG_IGN);
    while ((n = recv(conn, data, sizeof data, 0)) > 0)
        for (sum += n, m = 0; m < n;) {
            ssize_t k = send(conn, data + m, n - m, 0);
            if (k < 0)
                return -1;
            m += k;
        }
    return n < 0 ? -1 : sum;
}
