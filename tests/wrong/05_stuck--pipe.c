/* 05_stuck--pipe.c - waits for a word on a pipe that nobody else holds. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }

    int ready[2];
    char byte;
    if (pipe2(ready, O_CLOEXEC) == -1)
        return sock;
    if (read(ready[0], &byte, 1) == -1)
        errno = 0;
    close(ready[0]);
    close(ready[1]);
    return sock;
}
