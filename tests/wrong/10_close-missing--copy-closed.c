/* 10_close-missing--copy-closed.c - closes a copy of the descriptor. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>

int server_close(int sock)
{
    int copy = fcntl(sock, F_DUPFD_CLOEXEC, 0);

    if (copy == -1)
        return -1;
    return close(copy);
}
