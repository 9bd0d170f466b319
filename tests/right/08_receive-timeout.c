/* 08_receive-timeout.c - a receive timeout on the listener, taken off again; accept() is
   repeated after it. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/time.h>

static int set_timeout(int sock, time_t seconds)
{
    struct timeval limit = {.tv_sec = seconds};

    return setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_in6 from; /* long enough for both; the port lies where sin_port does */
    int conn, saved;

    if (set_timeout(listener, 3600) == -1)
        return -1;
    do {
        socklen_t size = sizeof from;
        conn = accept4(listener, (struct sockaddr *)&from, &size, SOCK_CLOEXEC);
    } while (conn == -1 && (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED));
    saved = errno;
    set_timeout(listener, 0);
    if (conn != -1)
        set_timeout(conn, 0); /* Linux hands it down */
    errno = saved;
    if (conn == -1 || peer == NULL)
        return conn;

    peer->port = ntohs(from.sin6_port);
    if (from.sin6_family == AF_INET6)
        inet_ntop(AF_INET6, &from.sin6_addr, peer->ip, sizeof peer->ip);
    else
        inet_ntop(AF_INET, &((struct sockaddr_in *)&from)->sin_addr, peer->ip, sizeof peer->ip);
    return conn;
}
