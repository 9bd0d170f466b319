/* 05_family-ignored--inet.c - an IPv4 server whatever is asked for. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    (void)family;
    int sock = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
