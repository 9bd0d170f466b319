/* 08_unnamed--ntop-of-structure.c - gives inet_ntop() the whole structure. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <unistd.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage client = {0};
    int conn = -1;
    int error = 0;
    do {
        socklen_t length = sizeof client;
        conn = accept4(listener, (struct sockaddr *)&client, &length, SOCK_CLOEXEC);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (conn == -1 || peer == NULL)
        return conn;

    const struct sockaddr_in *ipv4 = (const struct sockaddr_in *)&client;
    const struct sockaddr_in6 *ipv6 = (const struct sockaddr_in6 *)&client;
    bool is_ipv6 = client.ss_family == AF_INET6;
    const void *address = is_ipv6 ? (const void *)ipv6 : (const void *)ipv4;
    struct peer found = {.port = ntohs(is_ipv6 ? ipv6->sin6_port : ipv4->sin_port)};
    if (inet_ntop(client.ss_family, address, found.ip, sizeof found.ip) == NULL)
        goto fail;
    *peer = found;
    return conn;

fail:
    error = errno;
    close(conn);
    errno = error;
    return -1;
}
