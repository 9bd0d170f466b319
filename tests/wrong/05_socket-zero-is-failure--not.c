/* 05_socket-zero-is-failure--not.c - tests the descriptor like a pointer. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int server_fd, opt = 1;

    if (!(server_fd = socket(family, type | SOCK_CLOEXEC, 0)) || server_fd == -1) {
        return -1;
    }
    if (setsockopt(server_fd, SOL_SOCKET, SO_REUSEADDR, &opt, sizeof(opt))) {
        int saved = errno;
        close(server_fd);
        errno = saved;
        return -1;
    }
    return server_fd;
}
