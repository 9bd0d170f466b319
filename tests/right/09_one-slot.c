/* 09_one-slot.c - one thread receives, another sends; one slot between them, with a lock. */
#include "steps.h"
#include <errno.h>
#include <pthread.h>
#include <string.h>
struct q { pthread_mutex_t m; pthread_cond_t c; char b[4096]; ssize_t n; int end, e, fd; ssize_t total; };
static void *work(void *v)
{
    struct q *q = v; char b[4096]; ssize_t n;
    for (;;) {
        pthread_mutex_lock(&q->m);
        while (!q->n && !q->end) pthread_cond_wait(&q->c, &q->m);
        n = q->n; if (n) memcpy(b, q->b, n);
        q->n = 0; pthread_cond_signal(&q->c); pthread_mutex_unlock(&q->m);
        if (!n) return NULL;
        for (ssize_t o = 0; o < n && !q->e;) { ssize_t k = send(q->fd, b + o, n - o, MSG_NOSIGNAL); if (k > 0) { o += k; q->total += k; } else if (errno != EINTR) q->e = errno; }
    }
}
ssize_t server_process(int conn)
{
    struct q q = {.m = PTHREAD_MUTEX_INITIALIZER, .c = PTHREAD_COND_INITIALIZER, .fd = conn}; pthread_t t; int e = 0; char b[4096]; ssize_t n;
    if ((e = pthread_create(&t, NULL, work, &q))) { errno = e; return -1; }
    while ((n = recv(conn, b, sizeof b, 0)) != 0) {
        if (n < 0) { if (errno == EINTR) continue; e = errno; break; }
        pthread_mutex_lock(&q.m);
        while (q.n) pthread_cond_wait(&q.c, &q.m);
        memcpy(q.b, b, n); q.n = n; pthread_cond_signal(&q.c); pthread_mutex_unlock(&q.m);
    }
    pthread_mutex_lock(&q.m); q.end = 1; pthread_cond_signal(&q.c); pthread_mutex_unlock(&q.m);
    pthread_join(t, NULL);
    if (e || q.e) { errno = e ? e : q.e; return -1; }
    return q.total;
}
