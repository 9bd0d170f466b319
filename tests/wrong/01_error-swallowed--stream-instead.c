/* 01_error-swallowed--stream-instead.c - makes a stream where there is no socket of that type. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd < 0 && errno == ESOCKTNOSUPPORT) fd = socket(family, SOCK_STREAM, 0);
    return fd;
}

