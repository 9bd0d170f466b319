/* 07_unnamed--shut-down-again.c - ends the reading side, which ends the listening. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    shutdown(sock, SHUT_RD);
    return 0;
}
