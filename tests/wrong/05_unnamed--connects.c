/* 05_unnamed--connects.c - sets the option, then connects the socket. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
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

    struct sockaddr_in6 v6 = {
        .sin6_family = AF_INET6, .sin6_port = htons(9), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons(9)};
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (family == AF_INET6)
        connect(sock, (struct sockaddr *)&v6, sizeof v6);
    else
        connect(sock, (struct sockaddr *)&v4, sizeof v4);
    return sock;
}
