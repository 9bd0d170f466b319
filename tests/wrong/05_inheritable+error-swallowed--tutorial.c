/* 05_inheritable+error-swallowed--tutorial.c - no close-on-exec, option unchecked (stretch). */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type)
{
    int opt = 1;
    int server_fd = socket(family, type, 0);

    if (server_fd < 0)
        return -1;
    setsockopt(server_fd, SOL_SOCKET, SO_REUSEADDR, (char *)&opt, sizeof(opt));
    return server_fd;
}
