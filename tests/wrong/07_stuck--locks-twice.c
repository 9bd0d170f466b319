/* 07_stuck--locks-twice.c - locks its mutex again on the way out of a failure. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int server_listen(int sock, int backlog)
{
    pthread_mutex_lock(&lock);
    int rc = listen(sock, backlog < 1 ? 1 : backlog);
    if (rc == -1) {
        int e = errno;
        pthread_mutex_lock(&lock);
        errno = e;
        return -1;
    }
    pthread_mutex_unlock(&lock);
    return 0;
}
