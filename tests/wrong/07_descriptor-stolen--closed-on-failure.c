/* 07_descriptor-stolen--closed-on-failure.c - closes the caller's socket when listen() fails. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1) {
        int why = errno;
        close(sock);
        errno = why;
        return -1;
    }
    return 0;
}
