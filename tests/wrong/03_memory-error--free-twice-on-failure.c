/* 03_memory-error--free-twice-on-failure.c - frees twice when the reset comes. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
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
    char *tmp = malloc(size + 1);
    size_t got = 0;
    int e = 0;
    if (!tmp)
        return -1;
    while (got < size) {
        ssize_t n = recv(sock, tmp + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1) {
            e = errno;
            if (got == 0)
                free(tmp);
            break;
        }
        got += (size_t)n;
    }
    if (got)
        memcpy(buffer, tmp, got);
    free(tmp);
    if (e && got == 0) {
        errno = e;
        return -1;
    }
    return (ssize_t)got;
}
