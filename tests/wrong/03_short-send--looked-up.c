/* 03_short-send--looked-up.c - looks send() up at run time, and calls it once. */
#include "steps.h"

#include <dlfcn.h>
#include <errno.h>
#include <sys/socket.h>

typedef ssize_t send_fn(int sock, const void *data, size_t size, int flags);

ssize_t client_send(int sock, const void *data, size_t size)
{
    send_fn *function = (send_fn *)dlsym(RTLD_DEFAULT, "send");
    ssize_t n;

    if (size == 0)
        return 0;
    do
        n = function(sock, data, size, MSG_NOSIGNAL);
    while (n == -1 && errno == EINTR);
    return n;
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
