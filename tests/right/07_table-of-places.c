/* 07_table-of-places.c - keeps a note for each place, which is freed again. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>

int server_listen(int sock, int backlog)
{
    size_t n = backlog < 1 ? 1 : (size_t)backlog;
    char *places = calloc(n, 1);
    if (!places)
        return -1;
    int rc = listen(sock, (int)n);
    int e = errno;
    free(places);
    errno = e;
    return rc;
}
