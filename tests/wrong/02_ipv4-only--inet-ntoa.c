/* 02_ipv4-only--inet-ntoa.c - writes every address with inet_ntoa() (stretch). */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints, *found;

    memset(&hints, 0, sizeof hints);
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(hostname, NULL, &hints, &found) != 0) {
        errno = ENOENT;
        return -1;
    }
    struct sockaddr_in *addr = (struct sockaddr_in *)found->ai_addr;
    char *text = inet_ntoa(addr->sin_addr);
    freeaddrinfo(found);
    if (strlen(text) >= size) {
        errno = ENOSPC;
        return -1;
    }
    strcpy(ip, text);
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    const struct servent *entry = getservbyname(service, protocol);
    if (entry == NULL) {
        errno = ENOENT;         return -1;
    }
    return ntohs((uint16_t)entry->s_port);
}

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
