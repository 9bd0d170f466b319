/* 09_writer-process.c - a process receives, its child sends; a pipe between them. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <signal.h>
ssize_t server_process(int conn)
{
    int p[2], e = 0, st; char b[4096]; ssize_t n, total = 0;
    if (pipe2(p, O_CLOEXEC)) return -1;
    signal(SIGPIPE, SIG_IGN);
    pid_t k = fork();
    if (k < 0) { e = errno; close(p[0]); close(p[1]); errno = e; return -1; }
    if (k == 0) {
        close(p[1]);
        while ((n = read(p[0], b, sizeof b)) != 0) {
            if (n < 0) { if (errno == EINTR) continue; _exit(1); }
            for (ssize_t o = 0; o < n;) { ssize_t w = send(conn, b + o, n - o, MSG_NOSIGNAL); if (w > 0) o += w; else if (errno != EINTR) _exit(errno); }
        }
        _exit(0);
    }
    close(p[0]);
    while ((n = recv(conn, b, sizeof b, 0)) != 0) {
        if (n < 0) { if (errno == EINTR) continue; e = errno; break; }
        for (ssize_t o = 0; o < n && !e;) { ssize_t w = write(p[1], b + o, n - o); if (w > 0) o += w; else if (errno != EINTR) e = errno; }
        total += n;
    }
    close(p[1]);
    while (waitpid(k, &st, 0) < 0 && errno == EINTR) ;
    if (!e && WIFEXITED(st) && WEXITSTATUS(st)) e = WEXITSTATUS(st);
    if (e) { errno = e; return -1; }
    return total;
}
