/* 03_thread.c - a thread does the transfer and is joined. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>

struct work {
    int sock, error, sends;
    char *at;
    size_t size, done;
};

static void *run(void *argument)
{
    struct work *work = argument;

    while (work->done < work->size) {
        char *at = work->at + work->done;
        size_t left = work->size - work->done;
        ssize_t n =
            work->sends ? send(work->sock, at, left, MSG_NOSIGNAL) : recv(work->sock, at, left, 0);
        if (n == 0)
            break;
        if (n > 0)
            work->done += (size_t)n;
        else if (errno != EINTR) {
            work->error = errno;
            break;
        }
    }
    return NULL;
}

static int run_and_join(struct work *work)
{
    pthread_t thread;

    int error = pthread_create(&thread, NULL, run, work);
    if (error == 0)
        error = pthread_join(thread, NULL);
    if (error == 0)
        error = work->error;
    errno = error;
    return error == 0 ? 0 : -1;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct work work = {.sock = sock, .sends = 1, .at = (char *)data, .size = size};

    return run_and_join(&work) == 0 ? (ssize_t)work.done : -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    struct work work = {.sock = sock, .at = buffer, .size = size};

    return run_and_join(&work) == 0 || work.done > 0 ? (ssize_t)work.done : -1;
}
