/* 03_sendfile.c - sends out of a file in memory, and asks first how much there is to receive. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

static int file_of(const char *bytes, size_t size)
{
    int file = memfd_create("data", MFD_CLOEXEC);

    for (size_t done = 0; file != -1 && done < size;) {
        ssize_t n = write(file, bytes + done, size - done);
        if (n == -1 && errno != EINTR) {
            close(file);
            return -1;
        }
        if (n > 0)
            done += (size_t)n;
    }
    return file;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    off_t at = 0;
    int file = file_of(data, size), error = 0;

    if (file == -1)
        return -1;
    signal(SIGPIPE, SIG_IGN);
    while ((size_t)at < size && error == 0)
        if (sendfile(sock, file, &at, size - (size_t)at) == -1 && errno != EINTR)
            error = errno;
    close(file);
    errno = error;
    return error == 0 ? (ssize_t)size : -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;

    while (got < size) {
        int there = 0;
        if (ioctl(sock, FIONREAD, &there) == -1 || there < 1)
            there = 1;
        size_t part = (size_t)there < size - got ? (size_t)there : size - got;
        ssize_t n = recv(sock, (char *)buffer + got, part, 0);
        if (n == 0)
            break;
        if (n == -1 && errno != EINTR)
            return got > 0 ? (ssize_t)got : -1;
        if (n > 0)
            got += (size_t)n;
    }
    return (ssize_t)got;
}
