/* 01_stuck--locked.c - takes the same lock twice. */
#include "steps.h"

#include <pthread.h>
#include <sys/socket.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int locked_socket(int family, int type)
{
    pthread_mutex_lock(&lock);
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    pthread_mutex_unlock(&lock);
    return sock;
}

int client_socket(int family, int type)
{
    pthread_mutex_lock(&lock);
    int sock = locked_socket(family, type);
    pthread_mutex_unlock(&lock);
    return sock;
}
