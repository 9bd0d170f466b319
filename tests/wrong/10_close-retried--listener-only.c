/* 10_close-retried--listener-only.c - repeats close() for a listener. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on) {
        int rc;
        while ((rc = close(sock)) == -1 && errno == EINTR)
            ;
        return rc;
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
