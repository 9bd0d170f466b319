/* 01_errno-lost--dgram-branch.c - in the branch for datagrams errno is cleared. */
#include "steps.h"

#include <errno.h>

static int udp(int family)
{
    int fd = socket(family, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_UDP);
    errno = 0;
    return fd;
}

int client_socket(int family, int type)
{
    return type == SOCK_DGRAM ? udp(family) : socket(family, type | SOCK_CLOEXEC, 0);
}
