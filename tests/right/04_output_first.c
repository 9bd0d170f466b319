/* 04_output_first.c - waits until every byte of its own is acknowledged, then drains. */
#include "steps.h"
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    int left = 0, naps = 0;
    if (shutdown(sock, SHUT_WR) == 0) {
        while (ioctl(sock, SIOCOUTQ, &left) == 0 && left > 0 && naps++ < 1000)
            usleep(1000);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    }
    return close(sock);
}
