/* 04_memory-error--page.c - NUL behind a full page. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[4096];
    ssize_t n;
    shutdown(sock, SHUT_WR);
    while ((n = recv(sock, b, sizeof b, 0)) > 0)
        b[n] = 0;
    return close(sock);
}
