/* 10_thread-with-limit.c - a thread reads to the end, for at most ten seconds. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

struct job {
    int sock;
    pthread_mutex_t m;
    pthread_cond_t c;
    int done;
};
static void *drain(void *p)
{
    struct job *j = p;
    char b[512];
    ssize_t n;
    while ((n = recv(j->sock, b, sizeof b, 0)) > 0 || (n == -1 && errno == EINTR))
        ;
    pthread_mutex_lock(&j->m);
    j->done = 1;
    pthread_cond_signal(&j->c);
    pthread_mutex_unlock(&j->m);
    return NULL;
}

int server_close(int sock)
{
    struct job j = {.sock = sock, .m = PTHREAD_MUTEX_INITIALIZER, .c = PTHREAD_COND_INITIALIZER};
    pthread_t t;
    struct timespec at;
    if (shutdown(sock, SHUT_WR) == 0 && pthread_create(&t, NULL, drain, &j) == 0) {
        clock_gettime(CLOCK_REALTIME, &at);
        at.tv_sec += 10;
        pthread_mutex_lock(&j.m);
        while (!j.done && pthread_cond_timedwait(&j.c, &j.m, &at) == 0)
            ;
        int late = !j.done;
        pthread_mutex_unlock(&j.m);
        if (late)
            shutdown(sock, SHUT_RD);
        pthread_join(t, NULL);
    }
    int r = close(sock);
    return r == -1 && errno == EINTR ? 0 : r;
}
