/* 03_error-swallowed--size-whatever.c - size, whatever the thread met. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

struct job {
    int sock, error;
    const char *p;
    size_t n;
};
static void *send_job(void *arg)
{
    struct job *j = arg;
    size_t off = 0;
    while (off < j->n) {
        ssize_t k = send(j->sock, j->p + off, j->n - off, MSG_NOSIGNAL);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1) {
            j->error = errno;
            return NULL;
        }
        off += k;
    }
    return NULL;
}
ssize_t client_send(int sock, const void *data, size_t size)
{
    struct job j = {sock, 0, data, size};
    pthread_t t;
    int rc = pthread_create(&t, NULL, send_job, &j);
    if (rc != 0) {
        errno = rc;
        return -1;
    }
    pthread_join(t, NULL);
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t left = size;
    for (ssize_t n; left > 0; left -= (size_t)n) {
        n = TEMP_FAILURE_RETRY(recvfrom(sock, (char *)buffer + (size - left), left, 0, NULL, NULL));
        if (n == 0)
            break;
        if (n < 0) {
            if (left == size)
                return -1;
            break;
        }
    }
    return (ssize_t)(size - left);
}
