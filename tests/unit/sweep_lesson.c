/* sweep_lesson.c - a lesson for tests of the sweep: good as long as no call fails. */
#include "steps.h"

#include "sweep_lesson.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int failed(int how, int sock)
{
    int error = errno;
    if (how == DIES)
        abort();
    if (how != LEAKS && sock != -1)
        close(sock);
    errno = how == LOSES_ERRNO ? EDOM : error;
    return how == SWALLOWS ? 0 : -1;
}

/* Three calls; the second makes use of the first. */
int client_socket(int family, int how)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    int sock = socket(family, SOCK_STREAM, 0);
    if (sock == -1)
        return failed(how, -1);
    if (getsockname(sock, (struct sockaddr *)&address, &length) == -1)
        return failed(how, sock);
    return sock;
}

/* The first byte of the data says how. */
ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;
    for (size_t sent = 0; sent < size;) {
        ssize_t n =
            send(sock, *bytes == BEGINS_AGAIN ? bytes : bytes + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1)
            return failed(*bytes, -1);
        sent += *bytes == DROPS_THE_REST ? size : (size_t)n;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t n = recv(sock, (char *)buffer + got, size - got, 0);
        if (n == -1)
            return got > 0 ? (ssize_t)got : -1;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}
