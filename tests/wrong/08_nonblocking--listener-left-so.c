/* 08_nonblocking--listener-left-so.c - leaves the listener non-blocking. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

static int describe(const struct sockaddr_storage *from, struct peer *peer)
{
    if (from->ss_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)from;
        peer->port = ntohs(v6->sin6_port);
        return inet_ntop(AF_INET6, &v6->sin6_addr, peer->ip, sizeof(peer->ip)) ? 0 : -1;
    }
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)from;
    peer->port = ntohs(v4->sin_port);
    return inet_ntop(AF_INET, &v4->sin_addr, peer->ip, sizeof(peer->ip)) ? 0 : -1;
}

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    socklen_t size;
    int conn;

    if (fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK) == -1)
        return -1;
    do {
        struct pollfd ready = {.fd = listener, .events = POLLIN};
        if (poll(&ready, 1, -1) == -1 && errno != EINTR)
            return -1;
        size = sizeof(from);
        conn = accept(listener, (struct sockaddr *)&from, &size);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED || errno == EAGAIN));
    if (conn == -1)
        return -1;

    if (fcntl(conn, F_SETFD, FD_CLOEXEC) == -1 || (peer != NULL && describe(&from, peer) == -1)) {
        int saved = errno;
        close(conn);
        errno = saved;
        return -1;
    }
    return conn;
}
