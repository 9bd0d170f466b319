/* 01_memory-error--freed.c - reads the descriptor out of memory that it has freed. */
#include "steps.h"

#include <stdlib.h>
#include <sys/socket.h>

struct client {
    int sock;
};

int client_socket(int family, int type)
{
    struct client *client = malloc(sizeof *client);

    if (client == NULL)
        return -1;
    client->sock = socket(family, type | SOCK_CLOEXEC, 0);
    free(client);
    return client->sock;
}
