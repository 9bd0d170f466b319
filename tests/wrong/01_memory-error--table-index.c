/* 01_memory-error--table-index.c - looks the type up past the end of a table. */
#include "steps.h"

#include <sys/socket.h>

static const int socket_types[2] = {SOCK_STREAM, SOCK_DGRAM};

int client_socket(int family, int type)
{
    int known = 0;

    for (int i = 0; i <= 2; i++)
        known += socket_types[i] == type;
    return socket(family, known > 0 ? type | SOCK_CLOEXEC : type, 0);
}
