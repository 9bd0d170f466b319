/* 01_socket-zero-is-failure--ipv6-dgram.c - 0 is a failure for IPv6 datagrams. */
#include "steps.h"

#include <unistd.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (family == AF_INET6 && type == SOCK_DGRAM && !fd) {
        close(fd);
        return -1;
    }
    return fd;
}
