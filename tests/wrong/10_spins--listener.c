/* 10_spins--listener.c - reads to the end of what has none, until recv() gives 0. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static void read_to_end(int sock)
{
    int type = 0;
    socklen_t length = sizeof type;
    getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &length);     char unread[4096];

    shutdown(sock, SHUT_WR);
    while (recv(sock, unread, sizeof unread, 0) != 0)
        ;
}

int server_close(int sock)
{
    read_to_end(sock);
    int result = close(sock);
    if (result == -1 && errno == EINTR)
        return 0;
    return result;
}
