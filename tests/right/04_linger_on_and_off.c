/* 04_linger_on_and_off.c - SO_LINGER of zero is set for the time of the steps, and off before close(). */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    struct linger l = {1, 0};
    char b[512];
    setsockopt(sock, SOL_SOCKET, SO_LINGER, &l, sizeof l);
    if (shutdown(sock, SHUT_WR) == 0)
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    l.l_onoff = 0;
    setsockopt(sock, SOL_SOCKET, SO_LINGER, &l, sizeof l);
    return close(sock);
}
