/* 09_recvmsg-sendmsg.c - recvmsg() and sendmsg(), one message header for both. */
#include "steps.h"

#include <errno.h>

ssize_t judge(ssize_t result) { return result == -1 && errno == EINTR ? 0 : result; }

ssize_t server_process(int conn)
{
    char room[777];
    ssize_t total = 0, size;

    while (1) {
        struct iovec piece = {room, sizeof room};
        struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};

        do
            size = recvmsg(conn, &message, 0);
        while (size == -1 && errno == EINTR);
        if (size <= 0)
            break;
        total += size;

        message = (struct msghdr){.msg_iov = &piece, .msg_iovlen = 1};
        for (piece.iov_len = size; piece.iov_len > 0;) {
            size = judge(sendmsg(conn, &message, MSG_NOSIGNAL));
            if (size == -1)
                return -1;
            piece.iov_base = (char *)piece.iov_base + size;
            piece.iov_len -= size;
        }
    }
    return size == 0 ? total : -1;
}
