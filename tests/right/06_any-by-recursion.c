/* 06_any-by-recursion.c - calls itself with the address that "" stands for. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

static int name_of(int sock, struct sockaddr_in6 *name)
{
    socklen_t size = sizeof *name;

    return getsockname(sock, (struct sockaddr *)name, &size);
}

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_in6 name; /* sin6_port lies where sin_port does */
    struct sockaddr_in *four = (struct sockaddr_in *)&name;
    int family, text_ok;

    if (port < 0 || port > 65535)
        goto invalid;
    if (name_of(sock, &name) == -1)
        return -1;
    family = name.sin6_family;
    if (*ip == '\0')
        return server_bind(sock, family == AF_INET6 ? "::" : "0.0.0.0", port);

    memset(&name, 0, sizeof name);
    name.sin6_family = family;
    name.sin6_port = htons(port);
    text_ok = inet_pton(family, ip, family == AF_INET6 ? (void *)&name.sin6_addr : &four->sin_addr);
    if (text_ok != 1)
        goto invalid;
    if (bind(sock, (struct sockaddr *)&name, family == AF_INET6 ? sizeof name : sizeof *four) ==
            0 &&
        name_of(sock, &name) == 0)
        return ntohs(name.sin6_port);
    return -1;

invalid:
    errno = EINVAL;
    return -1;
}
