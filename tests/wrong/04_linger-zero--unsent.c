/* 04_linger-zero--unsent.c - throws away what is unsent. */
#include "steps.h"
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    int unsent = 0;
    shutdown(sock, SHUT_WR);
    if (ioctl(sock, SIOCOUTQ, &unsent) == 0 && unsent > 1) {
        struct linger hard = {1, 0};
        setsockopt(sock, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
        return close(sock);
    }
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
