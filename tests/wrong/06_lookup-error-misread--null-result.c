/* 06_lookup-error-misread--null-result.c - compares with -1, the result was NULL. */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int server_bind(int sock, const char *ip, int port)
{
    struct addrinfo hints, *res = NULL, *p;
    char service[8];
    int domain, type, rc = -1, keep;
    socklen_t n = sizeof(int);

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &domain, &n) < 0 ||
        getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &n) < 0)
        return -1;
    memset(&hints, 0, sizeof hints);
    hints.ai_family = domain;
    hints.ai_socktype = type;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV;
    sprintf(service, "%d", port);
    if (getaddrinfo(*ip == '\0' ? NULL : ip, service, &hints, &res) == -1) {
        errno = EINVAL;
        return -1;
    }
    for (p = res; p != NULL && rc == -1; p = p->ai_next)
        rc = bind(sock, p->ai_addr, p->ai_addrlen);
    keep = errno;
    freeaddrinfo(res);
    errno = keep;
    if (rc == -1)
        return -1;
    if (port == 0) {
        struct sockaddr_storage ss;
        char text[NI_MAXSERV];
        n = sizeof ss;
        if (getsockname(sock, (struct sockaddr *)&ss, &n) == -1)
            return -1;
        getnameinfo((struct sockaddr *)&ss, n, NULL, 0, text, sizeof text, NI_NUMERICSERV);
        port = atoi(text);
    }
    return port;
}
