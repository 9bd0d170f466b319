/* 01_unnamed--unspec-is-ipv4.c - takes AF_UNSPEC for AF_INET. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int client_socket(int family, int type)
{
    if (family == AF_UNSPEC) family = AF_INET;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    return fd;
}

