/* 04_close-unread-input--shut-rd.c - takes SHUT_RD for the half-close: the drain ends at once. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    shutdown(sock, SHUT_RD);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
