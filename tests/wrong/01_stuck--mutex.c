/* 01_stuck--mutex.c - the failure path returns with the lock held. */
#include "steps.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int client_socket(int family, int type)
{
    pthread_mutex_lock(&lock);
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    pthread_mutex_unlock(&lock);
    return fd;
}
