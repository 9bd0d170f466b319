/* 04_shutdown-without-drain--read-half-too.c - SHUT_RDWR, then a drain that sees only what is here. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    shutdown(sock, SHUT_RDWR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
