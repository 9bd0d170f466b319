/* 02_lookup-null-deref--uninit-gai.c - an unchecked look-up, the pointer never set. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints = {0}, *res;
    hints.ai_family = family;
    getaddrinfo(hostname, NULL, &hints, &res);
    int rc = getnameinfo(res->ai_addr, res->ai_addrlen, ip, size, NULL, 0, NI_NUMERICHOST);
    freeaddrinfo(res);
    if (rc == EAI_OVERFLOW)
        errno = ENOSPC;
    return rc ? -1 : 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *se = getservbyname(service, protocol);
    if (se == NULL) {
        errno = ENOENT;
        return -1;
    }
    return ntohs((uint16_t)se->s_port);
}

static int outcome_of(int sock)
{
    struct pollfd p = {.fd = sock, .events = POLLOUT};
    int err = 0;
    socklen_t n = sizeof err;
    while (poll(&p, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &err, &n) == -1)
        return -1;
    if (err != 0) {
        errno = err;
        return -1;
    }
    return 0;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    struct sockaddr *sa;
    socklen_t len;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (inet_pton(AF_INET, ip, &in.sin_addr) == 1) {
        in.sin_port = htons(port);
        sa = (struct sockaddr *)&in;
        len = sizeof in;
    } else if (inet_pton(AF_INET6, ip, &in6.sin6_addr) == 1) {
        in6.sin6_port = htons(port);
        sa = (struct sockaddr *)&in6;
        len = sizeof in6;
    } else {
        errno = EINVAL;
        return -1;
    }
    int rc = connect(sock, sa, len);
    if (rc == -1 && errno == EINTR)
        rc = outcome_of(sock);
    return rc;
}
