/* 10_close-wrong-descriptor--listener-below.c - closes with each connection the listener, which it takes for the number below. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && !on)
        close(sock - 1);
    return close(sock);
}
