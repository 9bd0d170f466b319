/* 07_descriptor-leaked--spare-copy.c - keeps a copy of the listener that nobody will close. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    int copy = fcntl(sock, F_DUPFD_CLOEXEC, 3);
    if (copy == -1)
        return -1;
    if (listen(copy, backlog) == -1) {
        int saved = errno;
        close(copy);
        errno = saved;
        return -1;
    }
    return 0;
}
