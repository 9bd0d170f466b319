/* 10_unnamed--listener-swapped.c - the test for a listener the wrong way round: a connection is reset by disconnecting it. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    int on = 0;
    char b[512];
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && !on) {
        struct sockaddr a = {.sa_family = AF_UNSPEC};
        connect(sock, &a, sizeof a);
    } else {
        shutdown(sock, SHUT_WR);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    }
    return close(sock);
}
