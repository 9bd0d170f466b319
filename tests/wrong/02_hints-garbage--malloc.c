/* 02_hints-garbage--malloc.c - hints on the heap, not zeroed. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo *hints = malloc(sizeof *hints), *res;
    int rc;

    if (hints == NULL)
        return -1;
    hints->ai_family = family;
    hints->ai_socktype = SOCK_STREAM;
    hints->ai_protocol = 0;
    rc = getaddrinfo(hostname, NULL, hints, &res);
    free(hints);
    if (rc != 0)
        return -1;
    char text[INET6_ADDRSTRLEN];
    getnameinfo(res->ai_addr, res->ai_addrlen, text, sizeof text, NULL, 0, NI_NUMERICHOST);
    freeaddrinfo(res);
    if (strlen(text) >= size) {
        errno = ENOSPC;
        return -1;
    }
    strcpy(ip, text);
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

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    int rc;

    if ((unsigned)port > 0xFFFFu)
        goto bad;
    if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1) {
        v4.sin_port = htons((uint16_t)port);
        rc = connect(sock, (const struct sockaddr *)&v4, sizeof v4);
    } else if (inet_pton(AF_INET6, ip, &v6.sin6_addr) == 1) {
        v6.sin6_port = htons((uint16_t)port);
        rc = connect(sock, (const struct sockaddr *)&v6, sizeof v6);
    } else {
        goto bad;
    }
    if (rc == -1 && errno == EINTR) {
        int why = 0;
        socklen_t n = sizeof why;
        fd_set w;
        do {
            FD_ZERO(&w);
            FD_SET(sock, &w);
            rc = select(sock + 1, NULL, &w, NULL, NULL);
        } while (rc == -1 && errno == EINTR);
        if (rc == -1 || getsockopt(sock, SOL_SOCKET, SO_ERROR, &why, &n) == -1)
            return -1;
        if (why) {
            errno = why;
            return -1;
        }
        rc = 0;
    }
    return rc;
bad:
    errno = EINVAL;
    return -1;
}
