/* 05_reuseaddr-missing--checked.c - a careful test, but no option. */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type)
{
    int listenfd;

    /* AF_INET: IPv4, SOCK_STREAM: TCP */
    listenfd = socket(family, type | SOCK_CLOEXEC, 0);
    if (listenfd == -1) {
        return -1;
    }
    return listenfd;
}
