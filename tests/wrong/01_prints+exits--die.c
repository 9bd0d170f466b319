/* 01_prints+exits--die.c - prints the error and ends the program. */
#include "steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static void die(const char *what)
{
    perror(what);
    exit(1);
}

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        die("socket");
    return sock;
}
