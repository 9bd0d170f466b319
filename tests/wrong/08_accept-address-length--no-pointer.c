/* 08_accept-address-length--no-pointer.c - hands accept() an address and no length. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
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
    int conn;

    do {
        conn = accept(listener, (struct sockaddr *)&from, NULL);
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
