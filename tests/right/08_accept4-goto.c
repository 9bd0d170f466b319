/* 08_accept4-goto.c - accept4(), a goto, and a helper with a name that a harness might use. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

int peer_start(const struct sockaddr_storage *client, struct peer *peer)
{
    const void *address = client->ss_family == AF_INET
                              ? (const void *)&((const struct sockaddr_in *)client)->sin_addr
                              : &((const struct sockaddr_in6 *)client)->sin6_addr;

    peer->port = ntohs(((const struct sockaddr_in *)client)->sin_port);
    return inet_ntop(client->ss_family, address, peer->ip, sizeof peer->ip) == NULL;
}

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage client;
    socklen_t size = sizeof client;
    int conn, saved;

once_more:
    conn = accept4(listener, (struct sockaddr *)&client, &size, SOCK_CLOEXEC);
    if (conn == -1)
        goto failed;
    if (peer == NULL || peer_start(&client, peer) == 0)
        return conn;

failed:
    saved = errno;
    if (conn != -1)
        close(conn);
    errno = saved;
    if (saved != EINTR && saved != ECONNABORTED)
        return -1;
    size = sizeof client;
    goto once_more;
}
