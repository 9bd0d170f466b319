/* 07_errno-lost--cleared.c - clears errno on its way out. */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    int rc = listen(sock, backlog);
    errno = 0;
    if (rc == -1)
        return -1;
    return 0;
}
