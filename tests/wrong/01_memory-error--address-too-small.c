/* 01_memory-error--address-too-small.c - asks for the address with a length that it has no room
   for. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    struct sockaddr_in name;
    socklen_t size = sizeof(struct sockaddr_storage);
    if (getsockname(fd, (struct sockaddr *)&name, &size) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
