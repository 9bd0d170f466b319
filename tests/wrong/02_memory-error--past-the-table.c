/* 02_memory-error--past-the-table.c - reads behind the end of a line of numbers. */
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

static const char *const known[] = {"tcp", "udp"};

int service_port(const char *service, const char *protocol)
{
    struct servent *se = NULL;
    volatile int last = 2;

    if (protocol != NULL)
        se = getservbyname(service, protocol);
    else
        for (int i = 0; i <= last && se == NULL; i++)
            se = getservbyname(service, known[i]);
    return se != NULL ? ntohs(se->s_port) : -1;
}

static int wait_for_outcome(int sock)
{
    struct pollfd p = {.fd = sock, .events = POLLOUT};
    int error = 0;
    socklen_t length = sizeof error;

    while (poll(&p, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &length) == -1)
        return -1;
    if (error != 0) {
        errno = error;
        return -1;
    }
    return 0;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage any;
    socklen_t length = sizeof any;
    socklen_t used;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockname(sock, (struct sockaddr *)&any, &length) == -1)
        return -1;
    int family = any.ss_family;
    memset(&any, 0, sizeof any);
    any.ss_family = family;
    int parsed;
    if (family == AF_INET6) {
        struct sockaddr_in6 *a = (struct sockaddr_in6 *)&any;
        a->sin6_port = htons(port);
        parsed = inet_pton(AF_INET6, ip, &a->sin6_addr);
        used = sizeof *a;
    } else {
        struct sockaddr_in *a = (struct sockaddr_in *)&any;
        a->sin_port = htons(port);
        parsed = inet_pton(AF_INET, ip, &a->sin_addr);
        used = sizeof *a;
    }
    if (parsed != 1) {
        errno = EINVAL;
        return -1;
    }
    if (connect(sock, (struct sockaddr *)&any, used) == 0)
        return 0;
    return errno == EINTR ? wait_for_outcome(sock) : -1;
}
