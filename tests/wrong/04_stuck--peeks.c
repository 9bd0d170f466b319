/* 04_stuck--peeks.c - drains with MSG_PEEK: the same bytes for ever. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, MSG_PEEK) > 0)
        ;
    return close(sock);
}
