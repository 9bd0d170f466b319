/* 10_close-twice--listener-only.c - closes a listener before the branch and behind it. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0, rc, e;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on) {
        shutdown(sock, SHUT_RDWR);
        close(sock);
        on = 2;
    } else {
        shutdown(sock, SHUT_WR);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    }
    rc = close(sock);
    e = errno;
    if (on == 2)
        return 0;
    errno = e;
    return rc;
}
