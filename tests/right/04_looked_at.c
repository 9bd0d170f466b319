/* 04_looked_at.c - looks with MSG_PEEK first, then all the steps. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    ssize_t n = recv(sock, b, 1, MSG_PEEK | MSG_DONTWAIT);
    if (shutdown(sock, SHUT_WR) == 0 && n != 0)
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    return close(sock);
}
