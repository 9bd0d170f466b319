/* 08_ipv4-only--generic-sockaddr.c - a struct sockaddr holds no address of IPv6. */
#include "steps.h"

#include <netdb.h>
#include <stdlib.h>
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static int describe(const struct sockaddr *sa, socklen_t len, struct peer *peer)
{
    char port[NI_MAXSERV];
    if (getnameinfo(sa, len, peer->ip, sizeof peer->ip, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return -1;
    peer->port = atoi(port);
    return 0;
}
int server_accept(int listener, struct peer *peer)
{
    struct sockaddr from;
    socklen_t len;
    int fd;

    for (;;) {
        len = sizeof from;
        fd = accept4(listener, &from, &len, SOCK_CLOEXEC);
        if (fd != -1)
            break;
        if (errno != EINTR && errno != ECONNABORTED)
            return -1;
    }
    if (peer)
        describe(&from, sizeof from, peer);
    return fd;
}
