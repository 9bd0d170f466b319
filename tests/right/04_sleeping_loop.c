/* 04_sleeping_loop.c - looks without waiting and sleeps between, at most 500 times. */
#include "steps.h"
#include <errno.h>
#include <time.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    struct timespec nap = {0, 10000000};
    if (shutdown(sock, SHUT_WR) == 0)
        for (int i = 0; i < 500;) {
            ssize_t n = recv(sock, b, sizeof b, MSG_DONTWAIT);
            if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR))
                break;
            if (n == -1) {
                nanosleep(&nap, NULL);
                i++;
            }
        }
    return close(sock);
}
