/* 03_reset-as-end--pollhup.c - POLLHUP ends the loop. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *vptr, size_t n)
{
    size_t nleft;
    ssize_t nwritten;
    const char *ptr;

    signal(SIGPIPE, SIG_IGN);
    ptr = vptr;
    nleft = n;
    while (nleft > 0) {
        if ((nwritten = write(sock, ptr, nleft)) <= 0) {
            if (nwritten < 0 && errno == EINTR)
                nwritten = 0; /* and call write() again */
            else
                return (-1); /* error */
        }
        nleft -= nwritten;
        ptr += nwritten;
    }
    return (n);
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *out = buffer;
    size_t n = 0;
    while (n < size) {
        struct pollfd p = {sock, POLLIN, 0};
        if (poll(&p, 1, -1) < 0) {
            if (errno == EINTR)
                continue;
            return n ? (ssize_t)n : -1;
        }
        if (p.revents & (POLLHUP | POLLERR) && !(n > 0))
            return 0;
        ssize_t r = recv(sock, out + n, size - n, MSG_DONTWAIT);
        if (r > 0)
            n += r;
        if (r == 0)
            break;
        if (r < 0 && errno != EAGAIN && errno != EINTR)
            return n ? (ssize_t)n : -1;
    }
    return n;
}
