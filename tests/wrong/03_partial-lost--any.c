/* 03_partial-lost--any.c - -1 whatever came before. */
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

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t have = 0;
    while (have < size) {
        ssize_t n = recv(sock, (char *)buffer + have, size - have, MSG_WAITALL);
        if (n == 0)
            return (ssize_t)have;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        have += (size_t)n;
    }
    return (ssize_t)have;
}
