/* 09_short-send+eintr-fatal--first-try.c - knows neither signals nor short sends. */
#include "steps.h"

ssize_t server_process(int conn)
{
    char buffer[4096];
    ssize_t total = 0, n;

    while ((n = recv(conn, buffer, sizeof(buffer), 0)) > 0) {
        if (send(conn, buffer, n, MSG_NOSIGNAL) == -1)
            return -1;
        total += n;
    }
    return n == -1 ? -1 : total;
}
