/* 05_unnamed--returns-setsockopt.c - returns what setsockopt() returned: 0. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1;
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    int result = setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    int saved = errno;
    close(sock);
    errno = saved;
    return result;
}
