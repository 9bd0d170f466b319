/* 07_unnamed--new-port.c - binds first, although the caller has bound it. */
#include "steps.h"

#include <string.h>

int server_listen(int sock, int backlog)
{
    struct sockaddr_in any;

    memset(&any, 0, sizeof any);
    any.sin_family = AF_INET;
    if (bind(sock, (struct sockaddr *)&any, sizeof any) == -1)
        return -1;
    return listen(sock, backlog < 1 ? 1 : backlog);
}
