/* 10_shutdown-is-not-close--both-ways.c - shutdown(SHUT_RDWR) after the drain, and no close(). */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    if (shutdown(sock, SHUT_RDWR) == -1 && errno != ENOTCONN)
        return -1;
    return 0;
}
