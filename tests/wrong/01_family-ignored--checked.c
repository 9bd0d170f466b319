/* 01_family-ignored--checked.c - refuses impossible families, then makes IPv4 of the rest. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    if (family != AF_INET && family != AF_INET6) {
        errno = EAFNOSUPPORT;
        return -1;
    }
    int sock = socket(PF_INET, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;
    return sock;
}
