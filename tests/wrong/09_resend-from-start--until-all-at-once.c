/* 09_resend-from-start--until-all-at-once.c - repeats the whole message until one send() takes
   it all. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#define SIZE 1024

ssize_t server_process(int conn)
{
    char buf[SIZE];
    ssize_t n, total = 0;

    signal(SIGPIPE, SIG_IGN);
    while ((n = read(conn, buf, SIZE)) != 0) {
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        ssize_t w;
        do {
            w = write(conn, buf, n);
            if (w < 0 && errno != EINTR)
                return -1;
        } while (w < n);
        total += n;
    }
    return total;
}
