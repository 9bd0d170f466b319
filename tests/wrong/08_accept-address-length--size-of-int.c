/* 08_accept-address-length--size-of-int.c - gives accept() room for four bytes of the address. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage client = {0};
    struct sockaddr_in *in = (struct sockaddr_in *)&client;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&client;
    socklen_t len = sizeof(listener);
    int fd;

again:
    fd = accept4(listener, (struct sockaddr *)&client, &len, SOCK_CLOEXEC);
    if (fd < 0) {
        if (errno == EINTR || errno == ECONNABORTED)
            goto again;
        return -1;
    }

    if (peer) {
        if (client.ss_family == AF_INET) {
            inet_ntop(AF_INET, &in->sin_addr, peer->ip, sizeof peer->ip);
            peer->port = ntohs(in->sin_port);
        } else {
            inet_ntop(AF_INET6, &in6->sin6_addr, peer->ip, sizeof peer->ip);
            peer->port = ntohs(in6->sin6_port);
        }
    }
    return fd;
}
