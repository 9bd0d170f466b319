/* 03_recvmmsg.c - sendmmsg() and recvmmsg(), one message a call. */
#include "steps.h"

#include <errno.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        struct iovec piece = {(char *)data + sent, size - sent};
        struct mmsghdr message = {.msg_hdr = {.msg_iov = &piece, .msg_iovlen = 1}};
        int count = sendmmsg(sock, &message, 1, MSG_NOSIGNAL);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1)
            return -1;
        sent += message.msg_len;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        struct iovec piece = {(char *)buffer + got, size - got};
        struct mmsghdr message = {.msg_hdr = {.msg_iov = &piece, .msg_iovlen = 1}};
        int count = recvmmsg(sock, &message, 1, 0, NULL);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1)
            return got > 0 ? (ssize_t)got : -1;
        if (message.msg_len == 0)
            break;
        got += message.msg_len;
    }
    return (ssize_t)got;
}
