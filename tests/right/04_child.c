/* 04_child.c - a child process reads to the end and is waited for; then both have closed. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The end goes out, and what the peer still sends comes in, until it ends too. */
static void end_both_ways(int sock)
{
    char rest[4096];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == -1)
        return;
    do
        n = recv(sock, rest, sizeof rest, 0);
    while (n > 0 || (n == -1 && errno == EINTR));
}

int client_close(int sock)
{
    int status;

    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        end_both_ways(sock);
        _exit(0);
    }
    while (child != -1 && waitpid(child, &status, 0) == -1 && errno == EINTR)
        ;
    return close(sock);
}
