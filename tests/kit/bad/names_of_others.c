/* names_of_others.c - names its helpers like those of libc and the kit. Verdict: passed. */
#include "steps.h"

#include <errno.h>

int error, check, stage_main;

void die(const char *why)
{
    error += *why;
}

int peer_start(int port)
{
    check += port;
    return check;
}

ssize_t write_all(void)
{
    return peer_start(1);
}

ssize_t write(int fd, const void *data, size_t size)
{
    (void)fd, (void)data, (void)size;
    die("this is not the one that anybody meant");
    return -1;
}

/* Its last argument is how much is left. */
ssize_t send_all(int sock, const char *bytes, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        ssize_t count = send(sock, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1)
            return -1;
        sent += (size_t)count;
    }
    return (ssize_t)sent;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    return send_all(sock, data, size);
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t received = 0;
    while (received < size) {
        ssize_t count = recv(sock, bytes + received, size - received, 0);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1 && received == 0)
            return -1;
        if (count == -1 || count == 0)
            break;
        received += (size_t)count;
    }
    return (ssize_t)received;
}
