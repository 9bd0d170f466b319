/* 10_descriptor-leaked--listener-copy.c - a copy of the listener goes on listening. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on) {
        int copy = dup(sock);
        if (copy == -1)
            return -1;
        return close(sock);
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
