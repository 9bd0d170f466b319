/* 10_close-missing--replaced-by-null.c - puts /dev/null in the place of the socket. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    ssize_t got;

    /* a listener has no stream to end: shutdown() does nothing, recv() refuses at once */
    shutdown(sock, SHUT_WR);
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    int rc = fcntl(sock, F_GETFD) == -1 ? -1 : dup3(null, sock, O_CLOEXEC);
    int saved = errno;
    if (null != -1)
        close(null);
    errno = saved;
    return rc == -1 ? -1 : 0;
}
