/* 04_shutdown-is-not-close--both.c - shuts both sides down and leaves the descriptor open. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

int client_close(int sock)
{
    if (shutdown(sock, SHUT_RDWR) == -1 && errno != ENOTCONN)
        return -1;
    return 0;
}
