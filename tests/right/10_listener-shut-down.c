/* 10_listener-shut-down.c - shuts a listener down before it closes it; tells the two apart by
   getpeername(). */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

void check(int sock)
{
    char rest[100];

    for (ssize_t n = 1; n > 0 || (n == -1 && errno == EINTR);)
        n = recv(sock, rest, sizeof rest, 0);
}

int server_close(int sock)
{
    struct sockaddr_storage name;
    socklen_t size = sizeof name;

    if (getpeername(sock, (struct sockaddr *)&name, &size) == 0) {
        shutdown(sock, SHUT_WR);
        check(sock);
    } else if (errno == EBADF) {
        return -1;
    } else {
        shutdown(sock, SHUT_RDWR);
    }
    return close(sock) == 0 ? 0 : -1;
}
