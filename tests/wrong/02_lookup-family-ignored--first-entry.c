/* 02_lookup-family-ignored--first-entry.c - copies the address of the first entry, whatever it is. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>

static int text_of(const struct sockaddr *address, int family, char *ip, size_t size)
{
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    if (family == AF_INET) {
        memcpy(&four, address, sizeof four);
        return inet_ntop(AF_INET, &four.sin_addr, ip, size) == NULL ? -1 : 0;
    }
    memcpy(&six, address, sizeof six);
    return inet_ntop(AF_INET6, &six.sin6_addr, ip, size) == NULL ? -1 : 0;
}

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints, *list;
    int result;
    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(hostname, NULL, &hints, &list) != 0)
        return -1;
    result = text_of(list->ai_addr, family, ip, size);
    freeaddrinfo(list);
    return result;
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
