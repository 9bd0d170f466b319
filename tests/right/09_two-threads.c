/* 09_two-threads.c - two threads and a bounded queue between them. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

struct pipe2t {
    int conn, err;
    char buf[6000];
    size_t len;
    bool full, ended;
    pthread_mutex_t m;
    pthread_cond_t c;
    ssize_t total;
};
static void *writer_main(void *arg)
{
    struct pipe2t *q = arg;
    pthread_mutex_lock(&q->m);
    for (;;) {
        while (!q->full && !q->ended)
            pthread_cond_wait(&q->c, &q->m);
        if (!q->full)
            break;
        size_t n = q->len, off = 0;
        int err = 0;
        pthread_mutex_unlock(&q->m);
        while (off < n) {
            ssize_t k = send(q->conn, q->buf + off, n - off, MSG_NOSIGNAL);
            if (k >= 0)
                off += (size_t)k;
            else if (errno != EINTR) {
                err = errno;
                break;
            }
        }
        pthread_mutex_lock(&q->m);
        q->full = false;
        q->total += (ssize_t)off;
        if (err)
            q->err = err;
        pthread_cond_broadcast(&q->c);
        if (err)
            break;
    }
    pthread_mutex_unlock(&q->m);
    return NULL;
}
ssize_t server_process(int conn)
{
    struct pipe2t q = {.conn = conn, .m = PTHREAD_MUTEX_INITIALIZER, .c = PTHREAD_COND_INITIALIZER};
    pthread_t t;
    int err = 0;
    if ((err = pthread_create(&t, NULL, writer_main, &q)) != 0) {
        errno = err;
        return -1;
    }
    for (;;) {
        ssize_t n = 0;
        pthread_mutex_lock(&q.m);
        while (q.full && !q.err)
            pthread_cond_wait(&q.c, &q.m);
        int stop = q.err;
        pthread_mutex_unlock(&q.m);
        if (!stop)
            n = recv(conn, q.buf, sizeof q.buf, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            err = errno;
        pthread_mutex_lock(&q.m);
        if (n > 0) {
            q.len = (size_t)n;
            q.full = true;
        } else {
            q.ended = true;
        }
        pthread_cond_broadcast(&q.c);
        pthread_mutex_unlock(&q.m);
        if (n <= 0)
            break;
    }
    pthread_join(t, NULL);
    if (q.err)
        err = q.err;
    if (err) {
        errno = err;
        return -1;
    }
    return q.total;
}
