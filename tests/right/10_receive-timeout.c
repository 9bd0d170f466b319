/* 10_receive-timeout.c - reads to the client's end with a receive timeout and a bound in bytes. */
#include "steps.h"

#include <errno.h>
#include <sys/time.h>
#include <unistd.h>

enum { MOST = 64 << 20 };

int server_close(int sock)
{
    static const struct timeval limit = {.tv_sec = 20};
    size_t read_so_far = 0;
    char rest[8192];

    if (shutdown(sock, SHUT_WR) == 0 &&
        setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0) {
        while (read_so_far < MOST) {
            ssize_t got = read(sock, rest, sizeof rest);
            if (got == -1 && errno == EINTR)
                continue;
            if (got <= 0)
                break;
            read_so_far += got;
        }
    }
    return close(sock);
}
