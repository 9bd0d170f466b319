/* 07_unnamed--below-one-is-the-maximum.c - a backlog below one becomes the system's maximum. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    return listen(sock, backlog < 1 ? SOMAXCONN : backlog);
}
