/* 01_nonblocking+family-ignored--copied.c - always IPv4, and non-blocking. */
#include "steps.h"

#include <fcntl.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    (void)family;
    int sock = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;
    fcntl(sock, F_SETFL, O_NONBLOCK);
    return sock;
}
