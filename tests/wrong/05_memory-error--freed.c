/* 05_memory-error--freed.c - uses the option's value after it has been freed. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int *on = malloc(sizeof *on);
    int sock, result, saved;

    if (on == NULL)
        return -1;
    sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1) {
        free(on);
        return -1;
    }
    *on = 1;
    free(on);
    result = setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &(int){*on != 0}, sizeof *on);
    saved = errno;
    if (result == -1) {
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
