/* 07_backlog-ignored+error-swallowed--five-and-zero.c - always takes 5, and does not look how it
   went. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    (void)backlog;
    listen(sock, 5);
    return 0;
}
