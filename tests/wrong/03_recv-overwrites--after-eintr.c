/* 03_recv-overwrites--after-eintr.c - forgets what it has after EINTR. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const unsigned char *p = data;
    size_t off = 0;
    struct pollfd pfd = {.fd = sock, .events = POLLOUT};

    while (off != size) {
        ssize_t n = send(sock, &p[off], size - off, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n >= 0) {
            off += (size_t)n;
            continue;
        }
        switch (errno) {
        case EINTR:
            break;
        case EAGAIN:
            if (poll(&pfd, 1, -1) == -1 && errno != EINTR)
                return -1;
            break;
        default:
            return -1;
        }
    }
    return (ssize_t)off;
}

ssize_t client_recv(int sock, void *vptr, size_t n)
{
    size_t nleft;
    ssize_t nread;
    char *ptr;

    ptr = vptr;
    nleft = n;
    while (nleft > 0) {
        if ((nread = read(sock, ptr, nleft)) < 0) {
            if (errno == EINTR)
                nread = 0, nleft = n, ptr = vptr;
            else if (nleft < n)
                break; /* some came: hand them back */
            else
                return (-1);
        } else if (nread == 0)
            break; /* EOF */
        nleft -= nread;
        ptr += nread;
    }
    return (n - nleft);
}
