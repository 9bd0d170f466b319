/* 10_descriptor-leaked--queued-client.c - takes the queued clients and leaves them open. */
#include "steps.h"
#include <fcntl.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on) {
        fcntl(sock, F_SETFL, fcntl(sock, F_GETFL) | O_NONBLOCK);
        int conn;
        while ((conn = accept4(sock, NULL, NULL, SOCK_CLOEXEC)) != -1)
            shutdown(conn, SHUT_RDWR);
        return close(sock);
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
