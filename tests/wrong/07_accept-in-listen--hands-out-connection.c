/* 07_accept-in-listen--hands-out-connection.c - returns the connection of a first client. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    return accept4(sock, NULL, NULL, SOCK_CLOEXEC);
}
