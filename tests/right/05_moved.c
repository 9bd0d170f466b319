/* 05_moved.c - moves the descriptor out of the low numbers. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int low = socket(family, type | SOCK_CLOEXEC, 0);
    if (low == -1)
        return -1;

    int high = fcntl(low, F_DUPFD_CLOEXEC, 30);
    if (high != -1)
        close(low);
    else
        high = low;

    int on = 1;
    if (setsockopt(high, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(high);
        errno = saved;
        return -1;
    }
    return high;
}
