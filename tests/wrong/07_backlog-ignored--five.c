/* 07_backlog-ignored--five.c - always takes 5. */
#include "steps.h"

#define BACKLOG 5

int server_listen(int sock, int backlog)
{
    (void)backlog;
    return listen(sock, BACKLOG);
}
