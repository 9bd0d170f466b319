/* 04_close-wrong-descriptor--on-reset.c - after a reset it closes the next one. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    int victim = sock;
    if (shutdown(sock, SHUT_WR) == -1 && errno == ENOTCONN)
        victim++;
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(victim);
}
