/* 08_peer-unfilled--raw-bytes.c - copies the bytes of the address, which are no text. */
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

    if (fd != -1 && peer) {
        memset(peer->ip, 0, sizeof peer->ip);
        if (from.ss_family == AF_INET) {
            struct sockaddr_in *in = (struct sockaddr_in *)&from;
            memcpy(peer->ip, &in->sin_addr, sizeof in->sin_addr);
            peer->port = ntohs(in->sin_port);
        } else {
            struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&from;
            memcpy(peer->ip, &in6->sin6_addr, sizeof in6->sin6_addr);
            peer->port = ntohs(in6->sin6_port);
        }
    }
    return fd;
}
