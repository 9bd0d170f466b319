/* 05_helper_names.c - helpers that are not static and are called what a harness could be called. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int check(int result, int sock)
{
    if (result == 0)
        return sock;
    int saved = errno;
    close(sock);
    errno = saved;
    return -1;
}

int die(int sock)
{
    int on = 1;

    return check(setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), sock);
}

int peer_start(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    return sock == -1 ? -1 : die(sock);
}

int server_socket(int family, int type) { return peer_start(family, type); }
