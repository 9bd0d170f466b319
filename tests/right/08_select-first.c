/* 08_select-first.c - waits in select(), then accepts. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/select.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage client = {0};
    struct sockaddr_in *in = (struct sockaddr_in *)&client;
    struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&client;
    socklen_t len = sizeof client;
    int fd;

    fd_set readable;
    if (fcntl(listener, F_GETFD) < 0)
        return -1; /* select() would wait for it for ever */
    do {
        FD_ZERO(&readable);
        FD_SET(listener, &readable);
        fd = select(listener + 1, &readable, NULL, NULL, NULL);
    } while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return -1;

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
