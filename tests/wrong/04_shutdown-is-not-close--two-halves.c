/* 04_shutdown-is-not-close--two-halves.c - each half is shut down on its own, and that is all. */
#include "steps.h"
#include <errno.h>

int client_close(int sock)
{
    char b[128];
    int type;
    socklen_t len = sizeof type;
    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &len) == -1)
        return -1;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    shutdown(sock, SHUT_RD);
    errno = 0;
    return 0;
}
