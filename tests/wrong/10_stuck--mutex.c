/* 10_stuck--mutex.c - locks a mutex twice. */
#include "steps.h"
#include <pthread.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int locked_close(int fd)
{
    pthread_mutex_lock(&lock);
    int rc = close(fd);
    pthread_mutex_unlock(&lock);
    return rc;
}

int server_close(int sock)
{
    char b[512];
    pthread_mutex_lock(&lock);
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    int rc = locked_close(sock);
    pthread_mutex_unlock(&lock);
    return rc;
}
