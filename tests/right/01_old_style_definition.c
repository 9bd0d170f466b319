/* 01_old_style_definition.c - written as it was in 1988. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int client_socket(family, type)
    int family;
    int type;
{
    register int s;

    s = socket(family, type, 0);
    if (s < 0)
        return (-1);
    if (fcntl(s, F_SETFD, 1) < 0) {
        int e = errno;
        (void) close(s);
        errno = e;
        return (-1);
    }
    return (s);
}
