/* 02_error-swallowed--after-signal.c - after a signal takes being writable for being connected. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

static int old_style(const char *hostname, char *ip, size_t size)
{
    struct hostent *he;
    struct in_addr in;
    const char *dotted;

    if ((he = gethostbyname(hostname)) == NULL)
        return -1;
    memcpy(&in, he->h_addr_list[0], he->h_length);
    dotted = inet_ntoa(in);
    if (strlen(dotted) < size) {
        strcpy(ip, dotted);
        return 0;
    }
    errno = ENOSPC;
    return -1;
}

static int new_style(const char *hostname, char *ip, size_t size)
{
    struct addrinfo hints = {.ai_family = AF_INET6, .ai_socktype = SOCK_RAW}, *ai;
    if (getaddrinfo(hostname, NULL, &hints, &ai) != 0)
        return -1;
    struct in6_addr in6 = ((struct sockaddr_in6 *)ai->ai_addr)->sin6_addr;
    freeaddrinfo(ai);
    return inet_ntop(AF_INET6, &in6, ip, size) == NULL ? -1 : 0;
}

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    return (family == AF_INET ? old_style : new_style)(hostname, ip, size);
}

int service_port(const char *service, const char *protocol)
{
    struct servent *se;
    char *end;
    long n;

    if ((se = getservbyname(service, protocol)) != NULL)
        return ntohs(se->s_port);
    n = strtol(service, &end, 10);
    if (end == service || *end != '\0' || n < 0 || n > 65535) {
        errno = EINVAL;
        return -1;
    }
    return (int)n;
}

static int outcome_of(int sock)
{
    struct pollfd p = {.fd = sock, .events = POLLOUT};
    int err = 0;
    socklen_t n = sizeof err;
    while (poll(&p, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    (void)err;
    (void)n;
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
