/* 03_recv-terminator--whole-at-once.c - MSG_WAITALL, and then the buffer made a string of. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

#define RETRY(call) while (((n) = (call)) == -1 && errno == EINTR)

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct iovec rest = {(void *)data, size};
    struct msghdr message = {.msg_iov = &rest, .msg_iovlen = 1};
    ssize_t n;

    while (rest.iov_len) {
        RETRY(sendmsg(sock, &message, MSG_NOSIGNAL));
        if (n == -1)
            return -1;
        rest.iov_base = (char *)rest.iov_base + n;
        rest.iov_len -= n;
    }
    return size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *text = (char *)buffer;
    size_t have = 0;
    ssize_t n = 1;

    while (have < size && n > 0) {
        RETRY(recv(sock, text + have, size - have, MSG_WAITALL));
        if (n > 0)
            have += n;
    }
    if (n == -1 && have == 0)
        return -1;
    text[have] = '\0'; /* so that it can be printed */
    return have;
}
