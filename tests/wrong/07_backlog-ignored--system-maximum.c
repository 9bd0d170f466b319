/* 07_backlog-ignored--system-maximum.c - always takes SOMAXCONN. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    backlog = SOMAXCONN;
    return listen(sock, backlog);
}
