/* 04_crash--goodbye-after-half-close.c - writes after its own half-close: SIGPIPE. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    ssize_t n;
    if (shutdown(sock, SHUT_WR) == 0) {
        while ((n = recv(sock, b, sizeof b, 0)) > 0)
            if (write(sock, "ok", 2) != 2)
                break;
    }
    return close(sock);
}
