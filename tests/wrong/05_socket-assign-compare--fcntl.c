/* 05_socket-assign-compare--fcntl.c - works on with descriptor 0. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int s, yes = 1;
    if ((s = socket(family, type, 0) < 0))
        return -1;
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0 ||
        fcntl(s, F_SETFD, FD_CLOEXEC) < 0) {
        close(s);
        return -1;
    }
    return s;
}
