/* 08_peer-unfilled--by-value.c - fills a copy of peer. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int describe(const struct sockaddr_storage *from, struct peer copy)
{
    if (from->ss_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)from;
        copy.port = ntohs(v6->sin6_port);
        return inet_ntop(AF_INET6, &v6->sin6_addr, copy.ip, sizeof(copy.ip)) ? 0 : -1;
    }
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)from;
    copy.port = ntohs(v4->sin_port);
    return inet_ntop(AF_INET, &v4->sin_addr, copy.ip, sizeof(copy.ip)) ? 0 : -1;
}

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    socklen_t size;
    int conn;

    do {
        size = sizeof(from);
        conn = accept(listener, (struct sockaddr *)&from, &size);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (conn == -1)
        return -1;

    if (fcntl(conn, F_SETFD, FD_CLOEXEC) == -1 || (peer != NULL && describe(&from, *peer) == -1)) {
        int saved = errno;
        close(conn);
        errno = saved;
        return -1;
    }
    return conn;
}
