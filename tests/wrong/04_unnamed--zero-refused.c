/* 04_unnamed--zero-refused.c - takes descriptor 0 for none. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int client_close(int sock)
{
    char unread[4096];
    ssize_t count;
    if (sock <= 0) {
        errno = EBADF;
        return -1;
    }
    if (shutdown(sock, SHUT_WR) == 0)
        do
            count = recv(sock, unread, sizeof unread, 0);
        while (count > 0 || (count == -1 && errno == EINTR));
    int result = close(sock);
    return result == -1 && errno == EINTR ? 0 : result;
}
