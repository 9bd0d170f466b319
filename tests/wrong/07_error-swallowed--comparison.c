/* 07_error-swallowed--comparison.c - the parentheses close too late. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    int rc;

    if (backlog < 1)
        backlog = 1;
    if ((rc = listen(sock, backlog) == -1))
        return rc;
    return 0;
}
