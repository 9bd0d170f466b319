/* 03_resend-from-start--eintr.c - begins again after EINTR. */
#include "steps.h"

#include <errno.h>
#include <string.h>

static int sendall(int s, const char *buf, size_t *len)
{
    size_t total = 0;
    size_t bytesleft = *len;
    ssize_t n = 0;

    while (total < *len) {
        n = send(s, buf + total, bytesleft, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR) {
            total = 0;
            bytesleft = *len;
            continue;
        }
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
    char tmp[512];
    size_t filled = 0;
    ssize_t n;
    do {
        size_t want = size - filled;
        if (want > sizeof tmp)
            want = sizeof tmp;
        if (want == 0)
            break;
        n = recv(sock, tmp, want, 0);
        if (n > 0) {
            memcpy((char *)buffer + filled, tmp, n);
            filled += n;
        }
    } while (n > 0 || (n < 0 && errno == EINTR));
    if (filled == 0 && size > 0 && n < 0)
        return -1;
    return (ssize_t)filled;
}
