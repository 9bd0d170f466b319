/* 10_in-a-thread.c - a thread ends and closes the socket, and is joined. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

struct job {
    int sock, rc, error;
};

static void *peer_start(void *argument)
{
    struct job *job = argument;
    char rest[1234];
    ssize_t got;

    shutdown(job->sock, SHUT_WR);
    while ((got = recv(job->sock, rest, sizeof(rest), 0)) != 0)
        if (got == -1 && errno != EINTR)
            break;
    job->rc = close(job->sock);
    job->error = errno;
    return NULL;
}

int server_close(int sock)
{
    struct job job = {.sock = sock};
    pthread_t thread;

    errno = pthread_create(&thread, NULL, peer_start, &job);
    if (errno != 0)
        return close(sock);
    pthread_join(thread, NULL);
    errno = job.error;
    return job.rc;
}
