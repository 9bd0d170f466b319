/* 09_reader-and-writer.c - one thread receives, another sends; a pipe between them. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>
struct w { int in, out, e; ssize_t total; };
static void *writer(void *v)
{
    struct w *w = v; char b[8192];
    for (;;) {
        ssize_t n = read(w->in, b, sizeof b);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        for (ssize_t o = 0; o < n && !w->e;) { ssize_t k = send(w->out, b + o, n - o, MSG_NOSIGNAL); if (k < 0) { if (errno != EINTR) w->e = errno; } else { o += k; w->total += k; } }
    }
    return NULL;
}
ssize_t server_process(int conn)
{
    int p[2], e = 0; char b[8192]; pthread_t t; ssize_t n;
    if (pipe2(p, O_CLOEXEC)) return -1;
    struct w w = {p[0], conn, 0, 0};
    if ((e = pthread_create(&t, NULL, writer, &w))) { close(p[0]); close(p[1]); errno = e; return -1; }
    while ((n = recv(conn, b, sizeof b, 0)) != 0) {
        if (n < 0) { if (errno == EINTR) continue; e = errno; break; }
        for (ssize_t o = 0; o < n;) { ssize_t k = write(p[1], b + o, n - o); if (k > 0) o += k; }
    }
    close(p[1]); pthread_join(t, NULL); close(p[0]);
    if (e || w.e) { errno = e ? e : w.e; return -1; }
    return w.total;
}
