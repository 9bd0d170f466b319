/* 01_error-swallowed--emfile-only.c - knows all errors but one. */
#include "steps.h"

#include <errno.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    switch (fd < 0 ? errno : 0) {
    case EAFNOSUPPORT:
    case EPROTONOSUPPORT:
    case EINVAL:
    case ESOCKTNOSUPPORT:
    case EACCES:
    case ENFILE:
    case ENOMEM:
    case ENOBUFS:
        return -1;
    }
    return fd < 0 ? 0 : fd;
}
