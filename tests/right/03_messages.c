/* 03_messages.c - sendmsg() and recvmsg(). */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct iovec part = {.iov_base = (void *)data, .iov_len = size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

    while (part.iov_len > 0) {
        ssize_t n = sendmsg(sock, &message, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        part.iov_base = (char *)part.iov_base + n;
        part.iov_len -= (size_t)n;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    struct iovec part = {.iov_base = buffer, .iov_len = size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

    while (part.iov_len > 0) {
        ssize_t n = recvmsg(sock, &message, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1 && part.iov_len == size)
            return -1;
        if (n <= 0)
            break;
        part.iov_base = (char *)part.iov_base + n;
        part.iov_len -= (size_t)n;
    }
    return (ssize_t)(size - part.iov_len);
}
