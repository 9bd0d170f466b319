/* 03_child_sends.c - a child process sends and is waited for; its status is errno. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int send_in_child(int sock, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t n = send(sock, bytes, size, MSG_NOSIGNAL);
        if (n == -1 && errno != EINTR)
            return errno;
        if (n > 0) {
            bytes += n;
            size -= (size_t)n;
        }
    }
    return 0;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    int status;
    pid_t child = fork();

    if (child == -1)
        return -1;
    if (child == 0)
        _exit(send_in_child(sock, data, size));
    while (waitpid(child, &status, 0) == -1)
        if (errno != EINTR)
            return -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return (ssize_t)size;
    errno = WIFEXITED(status) ? WEXITSTATUS(status) : EPIPE;
    return -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, bytes + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (got > 0)
                break;
            return -1;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
