/* 10_shutdown-is-not-close--listener.c - a listener is shut down, no more. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int listening = 0;
    socklen_t len = sizeof listening;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &listening, &len) == 0 && listening)
        return shutdown(sock, SHUT_RDWR);
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
