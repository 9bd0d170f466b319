/* 07_unnamed--binds-first.c - binds once more before it listens: the socket has its address. */
#include "steps.h"

#include <netinet/in.h>

int server_listen(int sock, int backlog)
{
    struct sockaddr_in any = {.sin_family = AF_INET};
    if (bind(sock, (struct sockaddr *)&any, sizeof any) == -1)
        return -1;
    return listen(sock, backlog < 1 ? 1 : backlog);
}
