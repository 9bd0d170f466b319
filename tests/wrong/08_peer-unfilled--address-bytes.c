/* 08_peer-unfilled--address-bytes.c - copies the bytes of the address instead of its text. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

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
            memcpy(peer->ip, &in->sin_addr, sizeof in->sin_addr);
            peer->port = ntohs(in->sin_port);
        } else {
            memcpy(peer->ip, &in6->sin6_addr, sizeof in6->sin6_addr);
            peer->port = ntohs(in6->sin6_port);
        }
    }
    return fd;
}
