/* 01_socket-reused--dgram.c - one socket for all datagrams of a family. */
#include "steps.h"

static int dgram4 = -1, dgram6 = -1;

int client_socket(int family, int type)
{
    if (type == SOCK_DGRAM && family == AF_INET)
        return dgram4 != -1 ? dgram4 : (dgram4 = socket(family, type | SOCK_CLOEXEC, 0));
    if (type == SOCK_DGRAM && family == AF_INET6)
        return dgram6 != -1 ? dgram6 : (dgram6 = socket(family, type | SOCK_CLOEXEC, 0));
    return socket(family, type | SOCK_CLOEXEC, 0);
}
