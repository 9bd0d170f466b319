/* 08_nonblocking-inside.c - a non-blocking accept() after poll(); the listener is blocking again
   at the end. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

static int next_client(int listener)
{
    for (;;) {
        struct pollfd ready = {.fd = listener, .events = POLLIN};
        int conn = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

        if (conn != -1)
            return conn;
        if (errno == EAGAIN && poll(&ready, 1, -1) != -1)
            continue;
        if (errno != EINTR && errno != ECONNABORTED && errno != EAGAIN)
            return -1;
    }
}

static int describe(int conn, struct peer *peer)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } from;
    socklen_t size = sizeof(from);

    if (getpeername(conn, &from.any, &size) == -1)
        return -1;
    peer->port = ntohs(from.any.sa_family == AF_INET6 ? from.v6.sin6_port : from.v4.sin_port);
    if (from.any.sa_family == AF_INET6)
        inet_ntop(AF_INET6, &from.v6.sin6_addr, peer->ip, sizeof(peer->ip));
    else
        inet_ntop(AF_INET, &from.v4.sin_addr, peer->ip, sizeof(peer->ip));
    return 0;
}

int server_accept(int listener, struct peer *peer)
{
    int flags = fcntl(listener, F_GETFL);

    if (flags == -1 || fcntl(listener, F_SETFL, flags | O_NONBLOCK) == -1)
        return -1;
    int conn = next_client(listener);
    while (conn != -1 && peer != NULL && describe(conn, peer) == -1) {
        int why = errno;
        close(conn);
        errno = why;
        /* reset in the queue: it has no address any more */
        conn = why == ENOTCONN ? next_client(listener) : -1;
    }
    int saved = errno;
    fcntl(listener, F_SETFL, flags);
    errno = saved;
    return conn;
}
