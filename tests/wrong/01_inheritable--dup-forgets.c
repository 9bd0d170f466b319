/* 01_inheritable--dup-forgets.c - makes it close-on-exec, and a copy that is not. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int first = socket(family, type | SOCK_CLOEXEC, 0);
    if (first == -1)
        return -1;
    int copy = dup(first);
    int e = errno;
    close(first);
    errno = e;
    return copy;
}
