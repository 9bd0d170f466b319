/* 03_helper_names.c - helpers that are not static and are called what a harness could be called. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

size_t total;

int die(ssize_t result) { return result == -1 && errno != EINTR; }

ssize_t check(ssize_t result) { return result == -1 ? 0 : result; }

ssize_t send_all(int sock, const char *at, const char *end)
{
    while (at < end) {
        ssize_t n = send(sock, at, (size_t)(end - at), MSG_NOSIGNAL);
        if (die(n))
            return -1;
        at += check(n);
    }
    return 0;
}

ssize_t recv_all(int sock, char *at, char *end)
{
    for (total = 0; at < end;) {
        ssize_t n = recv(sock, at, (size_t)(end - at), 0);
        if (n == 0 || die(n))
            return n;
        at += check(n);
        total += (size_t)check(n);
    }
    return 0;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;

    return send_all(sock, bytes, bytes + size) == -1 ? -1 : (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    ssize_t result = recv_all(sock, bytes, bytes + size);

    return result == -1 && total == 0 ? -1 : (ssize_t)total;
}
