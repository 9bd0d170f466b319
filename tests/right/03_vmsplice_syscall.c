/* 03_vmsplice_syscall.c - send: a pipe and splice(); receive: raw system call. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    int p[2], e = 0;
    size_t off = 0;
    signal(SIGPIPE, SIG_IGN);
    if (pipe2(p, O_CLOEXEC) == -1)
        return -1;
    while (off < size && e == 0) {
        size_t part = size - off > 4096 ? 4096 : size - off;
        ssize_t in = write(p[1], (const char *)data + off, part);
        if (in == -1) {
            if (errno == EINTR)
                continue;
            e = errno;
            break;
        }
        off += (size_t)in;
        while (in > 0) {
            ssize_t out = splice(p[0], NULL, sock, NULL, (size_t)in, 0);
            if (out == -1 && errno == EINTR)
                continue;
            if (out == -1) {
                e = errno;
                break;
            }
            in -= out;
        }
    }
    close(p[0]);
    close(p[1]);
    if (e) {
        errno = e;
        return -1;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t at = 0;
    while (at < size) {
        long n = syscall(SYS_read, sock, (char *)buffer + at, size - at);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (at)
                break;
            return -1;
        }
        at += (size_t)n;
    }
    return (ssize_t)at;
}
