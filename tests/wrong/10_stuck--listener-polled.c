/* 10_stuck--listener-polled.c - waits for input before it reads, also on a listener. */
#include "steps.h"
#include <poll.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    struct pollfd p = {.fd = sock, .events = POLLIN};
    if (shutdown(sock, SHUT_WR) == 0)
        while (poll(&p, 1, -1) == 1 && recv(sock, b, sizeof b, 0) > 0)
            ;
    return close(sock);
}
