/* 07_backlog-ignored--second-listen.c - listens as asked, and then again with ten. */
#include "steps.h"

#define BACKLOG 10

int server_listen(int sock, int backlog)
{
    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    return listen(sock, BACKLOG);
}
