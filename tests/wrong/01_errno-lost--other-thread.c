/* 01_errno-lost--other-thread.c - makes the socket in a thread, whose errno is its own. */
#include "steps.h"

#include <pthread.h>

struct work {
    int family, type, fd;
};

static void *make(void *argument)
{
    struct work *work = argument;
    work->fd = socket(work->family, work->type | SOCK_CLOEXEC, 0);
    return NULL;
}

int client_socket(int family, int type)
{
    struct work work = {family, type, -1};
    pthread_t thread;
    int error = pthread_create(&thread, NULL, make, &work);
    if (error != 0)
        return -1;
    pthread_join(thread, NULL);
    return work.fd;
}
