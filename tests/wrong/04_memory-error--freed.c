/* 04_memory-error--freed.c - looks into a buffer that it has freed. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    char *rest = malloc(1024);
    ssize_t n = 1;

    if (rest == NULL)
        return -1;
    rest[0] = '\0';
    if (shutdown(sock, SHUT_WR) == 0)
        while (n > 0 || (n == -1 && errno == EINTR))
            n = recv(sock, rest, 1024, 0);
    free(rest);
    if (rest[0] != '\0')
        n = 0;
    return close(sock);
}
