/* 07_unnamed--large-refused.c - refuses more than the system's maximum. */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (backlog > SOMAXCONN) {
        errno = EINVAL;
        return -1;
    }
    return listen(sock, backlog);
}
