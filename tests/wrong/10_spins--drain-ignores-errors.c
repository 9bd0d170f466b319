/* 10_spins--drain-ignores-errors.c - loops until recv() says 0, also when it says -1 each time. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) != 0)
        ;
    return close(sock);
}
