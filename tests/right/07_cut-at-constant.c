/* 07_cut-at-constant.c - cuts at SOMAXCONN, where the kernel cuts as well. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (backlog > SOMAXCONN)
        backlog = SOMAXCONN;
    return listen(sock, backlog);
}
