/* 10_close-twice--stream-and-descriptor.c - closes the stream and then the descriptor under it. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[512];
    FILE *stream = fdopen(sock, "r");

    if (stream == NULL)
        return -1;
    if (shutdown(sock, SHUT_WR) == 0)
        for (;;) {
            ssize_t got = recv(sock, rest, sizeof rest, 0);
            if (got == 0 || (got == -1 && errno != EINTR))
                break;
        }
    int rc = fclose(stream);
    int saved = errno;
    close(sock);
    errno = saved;
    return rc;
}
