/* 08_peer-unfilled--size-of-pointer.c - gives inet_ntop() the size of a pointer. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

static void describe(const struct sockaddr_storage *from, char *ip)
{
    if (from->ss_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)from)->sin6_addr, ip, sizeof ip);
    else
        inet_ntop(AF_INET, &((const struct sockaddr_in *)from)->sin_addr, ip, sizeof ip);
}

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    int conn;

    do {
        socklen_t length = sizeof from;
        conn = accept4(listener, (struct sockaddr *)&from, &length, SOCK_CLOEXEC);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (conn != -1 && peer != NULL) {
        describe(&from, peer->ip);
        peer->port = ntohs(((struct sockaddr_in *)&from)->sin_port);
    }
    return conn;
}
