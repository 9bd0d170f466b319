/* 08_unnamed--short-room-for-ipv6.c - room for sixteen characters, which a long address of IPv6 does not have. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static int take(int listener, struct sockaddr_storage *from)
{
    for (;;) {
        socklen_t len = sizeof *from;
        int fd = accept4(listener, (struct sockaddr *)from, &len, SOCK_CLOEXEC);
        if (fd >= 0 || (errno != EINTR && errno != ECONNABORTED))
            return fd;
    }
}
int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    int fd = take(listener, &from);

    if (fd == -1)
        return -1;
    if (peer) {
        const void *address = from.ss_family == AF_INET6
                                  ? (void *)&((struct sockaddr_in6 *)&from)->sin6_addr
                                  : (void *)&((struct sockaddr_in *)&from)->sin_addr;
        char text[INET_ADDRSTRLEN] = "";
        inet_ntop(from.ss_family, address, text, sizeof text);
        strcpy(peer->ip, text);
        peer->port = ntohs(((struct sockaddr_in6 *)&from)->sin6_port);
    }
    return fd;
}
