/* 05_error-swallowed--option.c - does not look at what setsockopt() says (stretch). */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type)
{
    int yes = 1;
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    return sock;
}
