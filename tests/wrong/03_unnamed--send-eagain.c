/* 03_unnamed--send-eagain.c - MSG_DONTWAIT, and EAGAIN is a failure. */
#include "steps.h"

#include <errno.h>

static int sendall(int s, const char *buf, size_t *len)
{
    size_t total = 0;
    size_t bytesleft = *len;
    ssize_t n = 0;

    while (total < *len) {
        n = send(s, buf + total, bytesleft, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            break;
        total += n;
        bytesleft -= n;
    }
    *len = total;
    return n == -1 ? -1 : 0;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t len = size;
    if (sendall(sock, data, &len) == -1)
        return -1;
    return (ssize_t)len;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *p = buffer;
    char *const end = p + size;
    while (p < end) {
        switch (recv(sock, p, 1, 0)) {
        case 1:
            p++;
            break;
        case 0:
            return p - (char *)buffer;
        default:
            if (errno == EINTR)
                break;
            if (p > (char *)buffer)
                return p - (char *)buffer;
            return -1;
        }
    }
    return p - (char *)buffer;
}
