/* 03_recv-peeked--first.c - looks at the first byte and counts it. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct sigaction ign, old;
    struct iovec iov[2];
    size_t half = size / 2;
    int i = 0;
    ssize_t ret = (ssize_t)size;

    memset(&ign, 0, sizeof ign);
    ign.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ign, &old);
    iov[0].iov_base = (void *)data;
    iov[0].iov_len = half;
    iov[1].iov_base = (char *)data + half;
    iov[1].iov_len = size - half;
    while (i < 2) {
        ssize_t w;
        if (iov[i].iov_len == 0) {
            i++;
            continue;
        }
        w = writev(sock, &iov[i], 2 - i);
        if (w == -1) {
            if (errno == EINTR)
                continue;
            ret = -1;
            break;
        }
        while (w > 0) {
            size_t use = (size_t)w < iov[i].iov_len ? (size_t)w : iov[i].iov_len;
            iov[i].iov_base = (char *)iov[i].iov_base + use;
            iov[i].iov_len -= use;
            w -= (ssize_t)use;
            if (iov[i].iov_len == 0)
                i++;
        }
    }
    {
        int e = errno;
        sigaction(SIGPIPE, &old, NULL);
        errno = e;
    }
    return ret;
}


ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *p = buffer;
    size_t got = 0;
    while (got < size) {
        ssize_t n = recv(sock, p + got, got == 0 ? 1 : size - got, got == 0 ? MSG_PEEK : 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return got ? (ssize_t)got : -1;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}
