/* 04_close-twice--returned.c - closes, and hands back what a second close() says. */
#include "steps.h"

#include <unistd.h>

int client_close(int sock)
{
    char rest[1024];

    shutdown(sock, SHUT_WR);
    while (recv(sock, rest, sizeof rest, 0) > 0)
        ;
    close(sock);
    return close(sock);
}
