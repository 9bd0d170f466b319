/* 05_option_table.c - sets several options out of a table. */
#include "steps.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

static const struct {
    int level, name, value, type;
} options[] = {
    {SOL_SOCKET, SO_REUSEADDR, 1, SOCK_STREAM},
    {SOL_SOCKET, SO_KEEPALIVE, 1, SOCK_STREAM},
    {IPPROTO_TCP, TCP_NODELAY, 1, SOCK_STREAM},
};

static int set_options(int sock, int type)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (options[i].type == type && setsockopt(sock, options[i].level, options[i].name,
                                                  &options[i].value, sizeof options[i].value) == -1)
            return -1;
    return 0;
}

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock != -1 && set_options(sock, type) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
