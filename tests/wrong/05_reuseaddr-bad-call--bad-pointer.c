/* 05_reuseaddr-bad-call--bad-pointer.c - gives 1 where the address of a 1 belongs. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, (void *)1, sizeof(int)) == -1)
        return -1;
    return fd;
}
