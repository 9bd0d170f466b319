/* 01_errno-lost--close.c - closes -1 after the failure: errno is then that of close(). */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1) {
        close(sock);
        return -1;
    }
    return sock;
}
