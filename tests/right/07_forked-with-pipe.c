/* 07_forked-with-pipe.c - a child listens and tells the outcome by a pipe. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
int server_listen(int sock, int backlog)
{
    int p[2], e = EIO;
    if (pipe2(p, O_CLOEXEC) == -1) return -1;
    pid_t c = fork();
    if (c == 0) {
        int r = listen(sock, backlog < 1 ? 1 : backlog) == 0 ? 0 : errno;
        ssize_t n = write(p[1], &r, sizeof r);
        _exit(n == sizeof r ? 0 : 1);
    }
    if (c == -1) { e = errno; close(p[0]); close(p[1]); errno = e; return -1; }
    close(p[1]);
    struct pollfd w = {.fd = p[0], .events = POLLIN};
    while (poll(&w, 1, -1) == -1 && errno == EINTR) ;
    ssize_t n;
    do n = read(p[0], &e, sizeof e); while (n == -1 && errno == EINTR);
    close(p[0]);
    while (waitpid(c, NULL, 0) == -1 && errno == EINTR) ;
    if (n == sizeof e && e == 0) return 0;
    errno = e;
    return -1;
}
