/* 07_unnamed--only-once.c - the second call does nothing. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    static int done;

    if (done)
        return 0;
    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    done = 1;
    return 0;
}
