/* 06_ipv4-plain.c - core only: an IPv4 address and nothing else. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_in here = {0};
    socklen_t size = sizeof here;

    if (port < 0 || port > 65535)
        return errno = EINVAL, -1;
    here.sin_family = AF_INET;
    here.sin_port = htons(port);
    here.sin_addr.s_addr = INADDR_ANY;
    if (*ip && !inet_pton(AF_INET, ip, &here.sin_addr))
        return errno = EINVAL, -1;
    return bind(sock, (struct sockaddr *)&here, size) ||
                   getsockname(sock, (struct sockaddr *)&here, &size)
               ? -1
               : ntohs(here.sin_port);
}
