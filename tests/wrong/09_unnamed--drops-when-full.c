/* 09_unnamed--drops-when-full.c - drops what the client does not read at once. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    unsigned char space[777];
    size_t total = 0;
    while (1) {
        struct iovec iov = {.iov_base = space, .iov_len = sizeof space};
        struct msghdr msg = {.msg_iov = &iov, .msg_iovlen = 1};
        ssize_t n = TEMP_FAILURE_RETRY(recvmsg(conn, &msg, 0));
        if (n == -1)
            return -1;
        if (n == 0)
            return (ssize_t)total;
        iov.iov_base = space;
        iov.iov_len = (size_t)n;
        memset(&msg, 0, sizeof msg);
        msg.msg_iov = &iov;
        msg.msg_iovlen = 1;
        while (iov.iov_len > 0) {
            ssize_t s = TEMP_FAILURE_RETRY(sendmsg(conn, &msg, MSG_NOSIGNAL | MSG_DONTWAIT));
            if (s == -1 && errno == EAGAIN)
                break;
            if (s == -1)
                return -1;
            iov.iov_base = (unsigned char *)iov.iov_base + s;
            iov.iov_len -= (size_t)s;
        }
        total += (size_t)n;
    }
}
