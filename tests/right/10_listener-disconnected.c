/* 10_listener-disconnected.c - connect() to AF_UNSPEC stops a listener; a connection ends as it should. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on != 0) {
        struct sockaddr none = {.sa_family = AF_UNSPEC};
        (void)connect(sock, &none, sizeof none);
    } else {
        shutdown(sock, SHUT_WR);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    }
    return close(sock);
}
