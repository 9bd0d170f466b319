/* 09_in-a-thread.c - a thread does the work and is joined. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>

struct job {
    int conn, error;
    ssize_t total;
};

void *stage_main(void *argument)
{
    struct job *job = argument;
    char buffer[9000];
    ssize_t got, done;

    for (job->total = 0;; job->total += got) {
        while ((got = recv(job->conn, buffer, sizeof buffer, 0)) == -1 && errno == EINTR)
            ;
        if (got <= 0)
            break;
        for (ssize_t sent = 0; sent < got && got != -1; sent += done > 0 ? done : 0) {
            done = send(job->conn, buffer + sent, got - sent, MSG_NOSIGNAL);
            if (done == -1 && errno != EINTR)
                got = -1;
        }
        if (got == -1)
            break;
    }
    if (got == -1) {
        job->error = errno;
        job->total = -1;
    }
    return NULL;
}

ssize_t server_process(int conn)
{
    struct job job = {.conn = conn};
    pthread_t thread;
    int rc = pthread_create(&thread, NULL, stage_main, &job);

    if (rc == 0)
        rc = pthread_join(thread, NULL);
    if (rc != 0) {
        errno = rc;
        return -1;
    }
    errno = job.error;
    return job.total;
}
