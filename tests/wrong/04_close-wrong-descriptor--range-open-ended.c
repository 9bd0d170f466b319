/* 04_close-wrong-descriptor--range-open-ended.c - close_range() up to the last descriptor. */
#define _GNU_SOURCE
#include "steps.h"
#include <fcntl.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close_range((unsigned)sock, ~0U, 0);
}
