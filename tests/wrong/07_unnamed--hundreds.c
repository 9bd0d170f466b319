/* 07_unnamed--hundreds.c - rounds down to hundreds above a hundred. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog > 100) backlog -= backlog % 100;
    return listen(sock, backlog < 1 ? 1 : backlog);
}
