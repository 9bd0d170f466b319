/* 01_old_kernel.c - tries SOCK_CLOEXEC, then does without it as libraries do for old kernels. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock;

#ifdef SOCK_CLOEXEC
    sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock != -1 || errno != EINVAL)
        return sock;
#endif
    sock = socket(family, type, 0);
    if (sock != -1)
        fcntl(sock, F_SETFD, FD_CLOEXEC);
    return sock;
}
