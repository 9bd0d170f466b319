/* 08_port-byte-order--ntohl.c - converts the port with the call for 32 bits. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage client = {0};
    struct sockaddr_in *in = (struct sockaddr_in *)&client;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&client;
    socklen_t len = sizeof client;
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
            peer->port = ntohl(in->sin_port);
        } else {
            inet_ntop(AF_INET6, &in6->sin6_addr, peer->ip, sizeof peer->ip);
            peer->port = ntohl(in6->sin6_port);
        }
    }
    return fd;
}
