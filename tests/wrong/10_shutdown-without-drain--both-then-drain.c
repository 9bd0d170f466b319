/* 10_shutdown-without-drain--both-then-drain.c - ends both halves, then reads to its own end. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    shutdown(sock, SHUT_RDWR);
    while (read(sock, rest, sizeof rest) > 0)
        continue;
    return close(sock);
}
