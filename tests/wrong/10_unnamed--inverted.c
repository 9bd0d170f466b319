/* 10_unnamed--inverted.c - the two results the wrong way round. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock) ? 0 : -1;
}
