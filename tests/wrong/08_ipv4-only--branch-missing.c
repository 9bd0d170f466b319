/* 08_ipv4-only--branch-missing.c - fills nothing for a client of IPv6. */
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
    struct sockaddr_in *a = (struct sockaddr_in *)&from;
    int fd = take(listener, &from);

    if (fd != -1 && peer && a->sin_family == AF_INET) {
        strncpy(peer->ip, inet_ntoa(a->sin_addr), sizeof peer->ip - 1);
        peer->ip[sizeof peer->ip - 1] = '\0';
        peer->port = ntohs(a->sin_port);
    }
    return fd;
}
