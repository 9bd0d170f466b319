/* 01_stuck--waits-for-child.c - waits for a child that waits itself. */
#include "steps.h"

#include <sys/wait.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    if (child > 0)
        waitpid(child, NULL, 0);
    return fd;
}
