/* 09_reset-as-end--thread.c - the thread says nothing. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct work {
    int conn;
    int err;
    ssize_t sum;
};
static void *serve(void *arg)
{
    struct work *w = arg;
    char *buf = malloc(65536);
    if (buf == NULL) {
        w->err = ENOMEM;
        return NULL;
    }
    while (w->err == 0) {
        ssize_t n = recv(w->conn, buf, 65536, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno != EINTR)
                break;
            continue;
        }
        for (ssize_t off = 0; off < n && w->err == 0;) {
            ssize_t k = send(w->conn, buf + off, (size_t)(n - off), MSG_NOSIGNAL);
            if (k >= 0)
                off += k;
            else if (errno != EINTR)
                w->err = errno;
        }
        w->sum += n;
    }
    free(buf);
    return NULL;
}
ssize_t server_process(int conn)
{
    struct work w = {conn, 0, 0};
    pthread_t t;
    int rc = pthread_create(&t, NULL, serve, &w);
    if (rc != 0) {
        errno = rc;
        return -1;
    }
    pthread_join(t, NULL);
    if (w.err) {
        errno = w.err;
        return -1;
    }
    return w.sum;
}
