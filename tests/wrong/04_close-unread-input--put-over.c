/* 04_close-unread-input--put-over.c - dup2() over the socket, with input unread. */
#include "steps.h"
#include <fcntl.h>
#include <unistd.h>

int client_close(int sock)
{
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    int other = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (other != -1) {
        dup2(other, sock);
        close(other);
    }
    return close(sock);
}
