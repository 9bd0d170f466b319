/* 05_socket-args-swapped--renamed.c - the family ends up as the type, the type as the family. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    const int domain = type, kind = family;
    const int fd = socket(domain, kind | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)) < 0) {
        const int why = errno;
        close(fd);
        errno = why;
        return -1;
    }
    return fd;
}
