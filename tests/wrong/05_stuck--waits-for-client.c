/* 05_stuck--waits-for-client.c - waits until the fresh socket can be read. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    struct pollfd client = {.fd = sock, .events = POLLIN};
    while (poll(&client, 1, -1) != 1 || (client.revents & POLLIN) == 0)
        sleep(1);
    return sock;
}
