/* 07_in-a-child.c - a child process calls listen() on the shared socket and is waited for. */
#include "steps.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    int status = 0;
    pid_t child = fork();

    switch (child) {
    case -1:
        return -1;
    case 0:
        _exit(listen(sock, backlog < 1 ? 1 : backlog) == -1 ? errno : 0);
    default:
        while (waitpid(child, &status, 0) == -1)
            if (errno != EINTR)
                return -1;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    errno = WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
    return -1;
}
