/* 08_error-swallowed--accept-unchecked.c - does not look at what accept() returns. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;

    memset(&from, 0, sizeof from);
    int conn = accept4(listener, (struct sockaddr *)&from, &length, SOCK_CLOEXEC);
    if (peer == NULL)
        return conn;
    const void *address = from.ss_family == AF_INET6
                              ? (const void *)&((struct sockaddr_in6 *)&from)->sin6_addr
                              : (const void *)&((struct sockaddr_in *)&from)->sin_addr;
    if (inet_ntop(from.ss_family, address, peer->ip, sizeof peer->ip) == NULL)
        return -1;
    peer->port = ntohs(((struct sockaddr_in *)&from)->sin_port);
    return conn;
}
