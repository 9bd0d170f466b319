/* 10_accept-queue-emptied.c - takes the queued clients without waiting, and ends each; then the listener. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int is_listener(int fd)
{
    int on = 0;
    socklen_t len = sizeof on;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on;
}

int server_close(int sock)
{
    char b[512];
    if (is_listener(sock)) {
        int conn;
        fcntl(sock, F_SETFL, fcntl(sock, F_GETFL) | O_NONBLOCK);
        while ((conn = accept(sock, NULL, NULL)) != -1)
            close(conn);
    } else if (shutdown(sock, SHUT_WR) == 0) {
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    }
    return close(sock);
}
