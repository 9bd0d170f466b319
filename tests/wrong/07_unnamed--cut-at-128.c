/* 07_unnamed--cut-at-128.c - the maximum of old kernels. */
#include "steps.h"

#define OLD_SOMAXCONN 128

int server_listen(int sock, int backlog)
{
    int n = backlog < 1 ? 1 : backlog > OLD_SOMAXCONN ? OLD_SOMAXCONN : backlog;

    return listen(sock, n);
}
