/* 10_close-missing--after-a-reset.c - gives up before close() when the client has reset the
   connection. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    ssize_t got;

    if (shutdown(sock, SHUT_WR) == -1)
        return -1;
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    return close(sock);
}
