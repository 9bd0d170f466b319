/* 02_unnamed--address-reversed.c - htonl() of what inet_pton() made. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints = {.ai_family = family, .ai_flags = AI_ADDRCONFIG};
    struct addrinfo *list = NULL;
    char host[NI_MAXHOST];
    int rc = getaddrinfo(hostname, NULL, &hints, &list);

    if (rc)
        return errno = EHOSTUNREACH, -1;
    rc = getnameinfo(list->ai_addr, list->ai_addrlen, host, sizeof host, NULL, 0, NI_NUMERICHOST);
    freeaddrinfo(list);
    if (rc)
        return errno = EIO, -1;
    if (strlen(host) + 1 > size)
        return errno = ENOSPC, -1;
    memcpy(ip, host, strlen(host) + 1);
    return 0;
}

static int answers_to(const struct servent *e, const char *name)
{
    if (strcmp(e->s_name, name) == 0)
        return 1;
    for (char **a = e->s_aliases; *a != NULL; a++)
        if (strcmp(*a, name) == 0)
            return 1;
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    int port = -1;
    struct servent *e;

    setservent(0);
    while (port == -1 && (e = getservent()) != NULL)
        if (answers_to(e, service) && (protocol == NULL || strcmp(protocol, e->s_proto) == 0))
            port = ntohs((unsigned short)e->s_port);
    endservent();
    if (port == -1)
        errno = ESRCH;
    return port;
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
        in.sin_addr.s_addr = htonl(in.sin_addr.s_addr);
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
