/* 10_crash--listener-peer.c - looks at the peer's name of a listener. */
#include "steps.h"
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    struct sockaddr_in *who = NULL;
    struct sockaddr_in a;
    socklen_t len = sizeof a;
    if (getpeername(sock, (struct sockaddr *)&a, &len) == 0)
        who = &a;
    if (who == NULL) {
        int on = 0;
        len = sizeof on;
        if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == -1)
            return -1;
        if (on && who->sin_port == 0)
            abort();
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
