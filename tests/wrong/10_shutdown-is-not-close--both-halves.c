/* 10_shutdown-is-not-close--both-halves.c - shuts both halves down and never closes. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    if (shutdown(sock, SHUT_RDWR) == -1 && errno != ENOTCONN)
        return -1;
    return 0;
}
