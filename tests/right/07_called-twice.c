/* 07_called-twice.c - listens with one place first, then with as many as asked. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    int rc = listen(sock, 1);

    if (rc == 0 && backlog > 1)
        rc = listen(sock, backlog);
    return rc;
}
