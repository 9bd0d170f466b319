/* 01_exits--pthread-exit.c - ends the only thread there is. */
#include "steps.h"

#include <pthread.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        pthread_exit(NULL);
    return fd;
}
