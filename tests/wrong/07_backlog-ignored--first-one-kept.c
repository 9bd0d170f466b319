/* 07_backlog-ignored--first-one-kept.c - the backlog of the first call holds for all. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    static int kept = 0;

    if (kept == 0)
        kept = backlog < 1 ? 1 : backlog;
    return listen(sock, kept);
}
