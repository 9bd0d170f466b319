/* 07_unnamed--returns-socket.c - returns the descriptor for success. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    return sock;
}
