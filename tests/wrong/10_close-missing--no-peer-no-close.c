/* 10_close-missing--no-peer-no-close.c - getpeername() fails for a listener, and that is that. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    struct sockaddr_storage who;
    socklen_t len = sizeof who;
    if (getpeername(sock, (struct sockaddr *)&who, &len) == -1)
        return -1;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
