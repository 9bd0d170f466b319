/* 10_close-wrong-descriptor--standard-input.c - closes descriptor 0. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>

static int connection; /* nobody has ever set it */

int server_close(int sock)
{
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    close(connection);
    return 0;
}
