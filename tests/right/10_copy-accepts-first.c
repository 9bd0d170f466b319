/* 10_copy-accepts-first.c - a copy of the listener takes the queued clients, after the number is closed. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on) {
        int copy = fcntl(sock, F_DUPFD_CLOEXEC, 0);
        int rc = close(sock), e = errno;
        if (copy != -1) {
            struct pollfd p = {.fd = copy, .events = POLLIN};
            while (poll(&p, 1, 0) == 1) {
                int conn = accept4(copy, NULL, NULL, SOCK_CLOEXEC);
                if (conn == -1)
                    break;
                close(conn);
            }
            close(copy);
        }
        errno = e;
        return rc;
    }
    if (shutdown(sock, SHUT_WR) == 0)
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    return close(sock);
}
