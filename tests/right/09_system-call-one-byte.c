/* 09_system-call-one-byte.c - a byte at a time, by syscall(). */
#include "steps.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    char c;
    ssize_t total = 0;
    for (;;) {
        long n = syscall(SYS_recvfrom, conn, &c, 1, 0, NULL, NULL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        if (n == 0)
            return total;
        while ((n = syscall(SYS_sendto, conn, &c, 1, MSG_NOSIGNAL, NULL, 0)) == -1)
            if (errno != EINTR)
                return -1;
        total++;
    }
}
