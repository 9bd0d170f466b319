/* 01_type-ignored--stream.c - makes a stream socket whatever is asked for. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    (void)type;
    int sock = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;
    return sock;
}
