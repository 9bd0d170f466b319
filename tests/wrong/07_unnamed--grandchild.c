/* 07_unnamed--grandchild.c - leaves a process behind that is no child any more. */
#include "steps.h"

#include <sys/wait.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    pid_t child = fork();
    if (child == 0) {
        if (fork() == 0)
            for (;;)
                pause();
        _exit(0);
    }
    if (child > 0)
        waitpid(child, NULL, 0);
    return listen(sock, backlog < 1 ? 1 : backlog);
}
