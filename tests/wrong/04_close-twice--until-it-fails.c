/* 04_close-twice--until-it-fails.c - closes until close() fails. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    int times = 0;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    for (; close(sock) == 0; times++)
        if (times > 4)
            break;
    return times > 0 ? 0 : -1;
}
