/* 08_epoll-first.c - waits with epoll, which it closes again, then accepts. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

static int wait_for_client(int listener)
{
    struct epoll_event event = {.events = EPOLLIN};
    int set = epoll_create1(EPOLL_CLOEXEC);
    int rc;

    if (set == -1)
        return -1;
    rc = epoll_ctl(set, EPOLL_CTL_ADD, listener, &event);
    while (rc == 0 && epoll_wait(set, &event, 1, -1) == -1)
        if (errno != EINTR)
            rc = -1;
    int saved = errno;
    close(set);
    errno = saved;
    return rc;
}

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

    if (wait_for_client(listener) == -1)
        return -1;

    do {
        size = sizeof(from);
        conn = accept(listener, (struct sockaddr *)&from, &size);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));
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
