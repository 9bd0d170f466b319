/* 04_shutdown-without-drain--both.c - shuts both sides down, reads nothing, closes (stretch). */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    if (shutdown(sock, SHUT_RDWR) == -1 && errno == EBADF)
        return -1;
    if (close(sock) == -1)
        return -1;
    return 0;
}
