/* 07_accept-in-listen--takes-the-client.c - accepts the first client and closes it. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    int conn = accept(sock, NULL, NULL);
    if (conn == -1)
        return -1;
    close(conn);
    return 0;
}
