/* 08_stuck--first-client-dropped.c - takes the first client for a test and returns the second. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_in6 from;
    socklen_t size;
    int conn;

    static int tested;
    if (!tested) {
        conn = accept(listener, NULL, NULL);
        if (conn == -1)
            return -1;
        close(conn);
        tested = 1;
    }

    do {
        size = sizeof from;
        conn = accept4(listener, (struct sockaddr *)&from, &size, SOCK_CLOEXEC);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (conn == -1 || peer == NULL)
        return conn;

    if (from.sin6_family == AF_INET6)
        inet_ntop(AF_INET6, &from.sin6_addr, peer->ip, sizeof peer->ip);
    else
        inet_ntop(AF_INET, &((struct sockaddr_in *)&from)->sin_addr, peer->ip, sizeof peer->ip);
    peer->port = ntohs(from.sin6_port);
    return conn;
}
