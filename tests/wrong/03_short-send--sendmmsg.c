/* 03_short-send--sendmmsg.c - takes one sendmmsg() for the whole. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct iovec piece = {.iov_base = (void *)data, .iov_len = size};
    struct mmsghdr message = {.msg_hdr = {.msg_iov = &piece, .msg_iovlen = 1}};
    int sent;

    if (size == 0)
        return 0;
    do
        sent = sendmmsg(sock, &message, 1, MSG_NOSIGNAL);
    while (sent == -1 && errno == EINTR);
    return sent == 1 ? (ssize_t)message.msg_len : -1;
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
