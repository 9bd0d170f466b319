/* 06_hints-garbage--flags-added-to-nothing.c - adds flags to flags that nobody has set. */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

int server_bind(int sock, const char *ip, int port)
{
    struct addrinfo hints, *found;
    struct sockaddr_storage name;
    socklen_t size = sizeof(hints.ai_family);
    char service[16];

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    hints.ai_socktype = 0;
    hints.ai_protocol = 0;
    hints.ai_flags |= AI_PASSIVE | AI_NUMERICHOST;
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &hints.ai_family, &size) == -1)
        return -1;
    snprintf(service, sizeof(service), "%d", port);
    if (getaddrinfo(*ip != '\0' ? ip : NULL, service, &hints, &found) != 0) {
        errno = EINVAL;
        return -1;
    }

    int rc = bind(sock, found->ai_addr, found->ai_addrlen);
    int saved = errno;
    freeaddrinfo(found);
    errno = saved;
    size = sizeof(name);
    if (rc == -1 || getsockname(sock, (struct sockaddr *)&name, &size) == -1)
        return -1;
    return ntohs(name.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&name)->sin6_port
                                            : ((struct sockaddr_in *)&name)->sin_port);
}
