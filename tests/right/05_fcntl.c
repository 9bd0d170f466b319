/* 05_fcntl.c - close-on-exec by fcntl(), and the option for streams only. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type, 0);
    if (sock == -1)
        return -1;

    int yes = 42; /* any value but 0 means on */
    if (fcntl(sock, F_SETFD, FD_CLOEXEC) == -1 ||
        (type == SOCK_STREAM &&
         setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == -1)) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
