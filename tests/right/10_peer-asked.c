/* 10_peer-asked.c - getpeername() tells a connection from a listener. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    struct sockaddr_storage who;
    socklen_t len = sizeof who;
    if (getpeername(sock, (struct sockaddr *)&who, &len) == 0) {
        shutdown(sock, SHUT_WR);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    } else if (errno != ENOTCONN) {
        return close(sock);
    }
    return close(sock);
}
