/* 09_thread-one-byte.c - a byte at a time, in a thread. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>

struct work {
    int conn, error;
    ssize_t result;
};
static ssize_t echo(int conn)
{
    char c;
    ssize_t total = 0;
    for (;;) {
        ssize_t n = recv(conn, &c, 1, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        if (n == 0)
            return total;
        while ((n = send(conn, &c, 1, MSG_NOSIGNAL)) == -1)
            if (errno != EINTR)
                return -1;
        total++;
    }
}

static void *go(void *p)
{
    struct work *w = p;
    w->result = echo(w->conn);
    w->error = errno;
    return NULL;
}

ssize_t server_process(int conn)
{
    struct work w = {.conn = conn};
    pthread_t t;
    if ((errno = pthread_create(&t, NULL, go, &w)) != 0)
        return -1;
    pthread_join(t, NULL);
    errno = w.error;
    return w.result;
}
