/* 08_ipv4-only--refuses-others.c - sends away a client that does not come over IPv4. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_in from;
    socklen_t size;
    int conn;

    do {
        size = sizeof from;
        conn = accept4(listener, (struct sockaddr *)&from, &size, SOCK_CLOEXEC);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (conn == -1 || peer == NULL)
        return conn;

    if (from.sin_family != AF_INET) {
        close(conn);
        errno = EAFNOSUPPORT;
        return -1;
    }
    inet_ntop(AF_INET, &from.sin_addr, peer->ip, sizeof peer->ip);
    peer->port = ntohs(from.sin_port);
    return conn;
}
