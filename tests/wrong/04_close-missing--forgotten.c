/* 04_close-missing--forgotten.c - returns without a close(). */
#include "steps.h"

#include <fcntl.h>

int client_close(int sock)
{
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    return 0;
}
