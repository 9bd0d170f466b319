/* 03_short-send--sendfile.c - lets the kernel send out of a file in memory, once. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    int file = memfd_create("data", MFD_CLOEXEC);
    off_t at = 0;
    ssize_t n = -1;

    signal(SIGPIPE, SIG_IGN);
    if (file == -1 || write(file, data, size) != (ssize_t)size)
        goto done;
    do
        n = size == 0 ? 0 : sendfile(sock, file, &at, size);
    while (n == -1 && errno == EINTR);
done:;
    int error = errno;
    if (file != -1)
        close(file);
    errno = error;
    return n;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, bytes + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (got > 0)
                break;
            return -1;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
