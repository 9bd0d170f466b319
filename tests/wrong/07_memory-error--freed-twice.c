/* 07_memory-error--freed-twice.c - frees its settings twice. */
#include "steps.h"

#include <stdlib.h>

struct settings {
    int backlog;
};

int server_listen(int sock, int backlog)
{
    struct settings *settings = malloc(sizeof(*settings));
    int rc;

    if (settings == NULL)
        return -1;
    settings->backlog = backlog > 0 ? backlog : 1;
    rc = listen(sock, settings->backlog);
    free(settings);
    if (rc == 0)
        free(settings);
    return rc;
}
