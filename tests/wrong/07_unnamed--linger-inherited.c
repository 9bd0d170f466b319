/* 07_unnamed--linger-inherited.c - sets the listener so that each connection ends with a reset. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    struct linger l = {1, 0};
    if (listen(sock, backlog < 1 ? 1 : backlog) < 0)
        return -1;
    return setsockopt(sock, SOL_SOCKET, SO_LINGER, &l, sizeof l);
}
