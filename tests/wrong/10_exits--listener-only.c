/* 10_exits--listener-only.c - the server ends with its listener. */
#include "steps.h"
#include <stdlib.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on) {
        close(sock);
        exit(0);
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
