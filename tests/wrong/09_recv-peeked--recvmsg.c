/* 09_recv-peeked--recvmsg.c - reads with recvmsg() and takes nothing out of the queue. */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    char room[1500];
    ssize_t echoed = 0;

    while (echoed < 300000) {
        struct iovec piece = {.iov_base = room, .iov_len = sizeof room};
        struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
        ssize_t size = recvmsg(conn, &message, MSG_PEEK);
        if (size == -1 && errno == EINTR)
            continue;
        if (size <= 0)
            return size == 0 ? echoed : -1;
        piece.iov_len = size;
        while (piece.iov_len > 0) {
            ssize_t done = sendmsg(conn, &message, MSG_NOSIGNAL);
            if (done == -1 && errno != EINTR)
                return -1;
            if (done > 0) {
                piece.iov_base = (char *)piece.iov_base + done;
                piece.iov_len -= done;
            }
        }
        echoed += size;
    }
    return echoed;
}
