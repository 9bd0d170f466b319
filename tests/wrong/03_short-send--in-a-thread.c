/* 03_short-send--in-a-thread.c - a thread of its own sends, and takes one send() for the whole. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>

struct job {
    int sock, error;
    const void *data;
    size_t size;
    ssize_t sent;
};

static void *work(void *argument)
{
    struct job *job = argument;

    do
        job->sent = send(job->sock, job->data, job->size, MSG_NOSIGNAL);
    while (job->sent == -1 && errno == EINTR);
    job->error = errno;
    return NULL;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct job job = {.sock = sock, .data = data, .size = size};
    pthread_t thread;

    if (size == 0)
        return 0;
    int error = pthread_create(&thread, NULL, work, &job);
    if (error == 0)
        error = pthread_join(thread, NULL);
    if (error != 0)
        job = (struct job){.sent = -1, .error = error};
    if (job.sent == -1)
        errno = job.error;
    return job.sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, bytes + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (got > 0)
                break;
            return -1;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
