/* 10_close-wrong-descriptor--the-next-one.c - closes the descriptor after it, and not this one. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>

int server_close(int sock)
{
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    /* the connection came after the listener */
    close(sock + 1);
    return 0;
}
