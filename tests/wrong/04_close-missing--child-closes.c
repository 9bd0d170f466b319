/* 04_close-missing--child-closes.c - a child process closes its own copy. */
#include "steps.h"
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    int status;
    pid_t kid = fork();
    if (kid == -1)
        return -1;
    if (kid == 0) {
        shutdown(sock, SHUT_WR);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
        _exit(close(sock) == -1 ? errno : 0);
    }
    while (waitpid(kid, &status, 0) == -1 && errno == EINTR)
        ;
    if (WEXITSTATUS(status) != 0) {
        errno = WEXITSTATUS(status);
        return -1;
    }
    return 0;
}
