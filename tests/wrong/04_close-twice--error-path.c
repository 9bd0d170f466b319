/* 04_close-twice--error-path.c - closes on the error path, then on the common one. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    char rest[4096];
    ssize_t n = 1;

    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    if (shutdown(sock, SHUT_WR) == -1) {
        close(sock);
        n = 0;
    }
    while (n > 0 || (n == -1 && errno == EINTR))
        n = recv(sock, rest, sizeof rest, 0);
    close(sock);
    return 0;
}
