/* 01_always_moved.c - always moves the descriptor to a number above 20, if there is one. */
#include "steps.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int first = socket(family, type, 0);
    if (first == -1)
        return -1;

    int second = fcntl(first, F_DUPFD_CLOEXEC, 20);
    if (second != -1) {
        close(first);
        return second;
    }
    fcntl(first, F_SETFD, FD_CLOEXEC);
    return first;
}
