/* 05_memory-error--option-size.c - gives the kernel more bytes than the option has. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    int options[2] = {0};
    memcpy(options, &on, sizeof options);
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, options, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
