/* 01_one_spare.c - has the lowest number by closing a spare first. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int spare = dup(STDERR_FILENO); /* -1 where there is none: then there is nothing to close */

    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    int saved = errno;
    if (sock == -1 && saved == EMFILE && spare != -1) {
        close(spare);
        return socket(family, type | SOCK_CLOEXEC, 0);
    }
    if (spare != -1)
        close(spare);
    errno = saved;
    return sock;
}
