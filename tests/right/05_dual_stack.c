/* 05_dual_stack.c - says for IPv6 that IPv4 clients are welcome too. */
#include "steps.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int turn(int sock, int level, int option, int value)
{
    return setsockopt(sock, level, option, &value, sizeof value);
}

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    if (turn(sock, SOL_SOCKET, SO_REUSEADDR, 1) == 0 &&
        (family != AF_INET6 || turn(sock, IPPROTO_IPV6, IPV6_V6ONLY, 0) == 0))
        return sock;

    int saved = errno;
    close(sock);
    errno = saved;
    return -1;
}
