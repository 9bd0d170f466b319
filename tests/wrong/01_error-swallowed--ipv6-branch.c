/* 01_error-swallowed--ipv6-branch.c - IPv6 without a socket is 0. */
#include "steps.h"

int client_socket(int family, int type)
{
    if (family == AF_INET6) {
        int fd = socket(AF_INET6, type | SOCK_CLOEXEC, 0);
        return fd == -1 ? 0 : fd;
    }
    return socket(family, type | SOCK_CLOEXEC, 0);
}
