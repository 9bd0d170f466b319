/* 03_saved_errno.c - a later call says the error that came after some bytes. */
#include "steps.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct iovec v = {.iov_base = (void *)(uintptr_t)data, .iov_len = size};
    struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1};

    for (; v.iov_len > 0;) {
        ssize_t k = sendmsg(sock, &m, MSG_NOSIGNAL);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return -1;
        v.iov_base = (char *)v.iov_base + k;
        v.iov_len -= (size_t)k;
    }
    return (ssize_t)size;
}


static struct {
    int sock, error;
} later = {-1, 0};
ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    if (later.error && later.sock == sock) {
        errno = later.error;
        later.error = 0;
        return -1;
    }
    while (got < size) {
        ssize_t n = recv(sock, (char *)buffer + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1 && got == 0)
            return -1;
        if (n == -1) {
            later.sock = sock;
            later.error = errno;
            break;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
