/* 02_lookup-family-ignored--null-hints.c - gives no hints, and reads the first entry as if it were
   of the family that was asked for. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo *list;
    if (getaddrinfo(hostname, NULL, NULL, &list) != 0)
        return -1;
    const void *where = family == AF_INET ? (void *)&((struct sockaddr_in *)list->ai_addr)->sin_addr
                                    : (void *)&((struct sockaddr_in6 *)list->ai_addr)->sin6_addr;
    const char *text = inet_ntop(family, where, ip, size);
    freeaddrinfo(list);
    return text ? 0 : -1;
}

int service_port(const char *service, const char *protocol)
{
    const struct servent *entry = getservbyname(service, protocol);
    if (entry == NULL) {
        errno = ENOENT; /* the look-up itself need not say why */
        return -1;
    }
    return ntohs((uint16_t)entry->s_port);
}

/*
 * After a signal the kernel goes on connecting. The outcome is there when the socket becomes
 * writable, and SO_ERROR holds it.
 */
static int wait_for_connection(int sock)
{
    struct pollfd writable = {.fd = sock, .events = POLLOUT};
    int ready = poll(&writable, 1, -1);
    while (ready == -1 && errno == EINTR)
        ready = poll(&writable, 1, -1);
    if (ready == -1)
        return -1;

    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &length) == -1)
        return -1;
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}

/*
 * The socket itself knows its family. inet_pton() returns 0 for text that is no address of that
 * family and sets no errno then; left unnoticed, it would connect to 0.0.0.0, this very machine.
 */
int client_connect(int sock, const char *ip, int port)
{
    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    int family = AF_UNSPEC;
    socklen_t family_length = sizeof family;
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &family_length) == -1)
        return -1;

    struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    struct sockaddr *server = (struct sockaddr *)&ipv4;
    socklen_t length = sizeof ipv4;
    void *address = &ipv4.sin_addr;
    if (family == AF_INET6) {
        server = (struct sockaddr *)&ipv6;
        length = sizeof ipv6;
        address = &ipv6.sin6_addr;
    }
    int valid = inet_pton(family, ip, address);
    if (valid == 0)
        errno = EINVAL;
    if (valid != 1)
        return -1;

    int result = connect(sock, server, length);
    if (result == -1 && errno == EINTR)
        return wait_for_connection(sock);
    return result;
}
