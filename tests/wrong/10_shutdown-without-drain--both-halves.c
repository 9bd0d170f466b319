/* 10_shutdown-without-drain--both-halves.c - shuts both halves down and closes. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    if (shutdown(sock, SHUT_RDWR) < 0 && errno == EBADF)
        return -1;
    if (close(sock) < 0)
        return -1;
    return 0;
}
