/* 01_unnamed--number-made-up.c - counts descriptors itself: 3, 4, 5, without a socket. */
#include "steps.h"

#include <errno.h>

static int next = 3;

int client_socket(int family, int type)
{
    if (family != AF_INET && family != AF_INET6) {
        errno = EAFNOSUPPORT;
        return -1;
    }
    if (type != SOCK_STREAM && type != SOCK_DGRAM) {
        errno = ESOCKTNOSUPPORT;
        return -1;
    }
    return next++;
}
