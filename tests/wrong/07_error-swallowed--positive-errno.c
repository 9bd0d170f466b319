/* 07_error-swallowed--positive-errno.c - returns errno itself for a failure. */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    int rc = listen(sock, backlog > 1 ? backlog : 1);

    return rc == 0 ? 0 : errno;
}
