/* 01_unnamed--types-exchanged.c - streams are datagrams and datagrams streams. */
#include "steps.h"

int client_socket(int family, int type)
{
    if (type == SOCK_STREAM)
        type = SOCK_DGRAM;
    else if (type == SOCK_DGRAM)
        type = SOCK_STREAM;
    return socket(family, type | SOCK_CLOEXEC, 0);
}
