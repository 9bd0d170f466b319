/* 04_close-missing--unread-refused.c - refuses to close as long as something is unread. */
#include "steps.h"
#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

int client_close(int sock)
{
    int unread;
    char b[512];
    if (ioctl(sock, FIONREAD, &unread) == -1)
        return -1;
    if (unread > 0) {
        errno = EAGAIN;
        return -1;
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
