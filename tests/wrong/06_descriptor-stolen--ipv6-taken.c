/* 06_descriptor-stolen--ipv6-taken.c - closes an IPv6 socket that could not be bound. */
#include "steps.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int server_bind(int sock, const char *ip, int port)
{
    if (port < 0 || port > 65535) { errno = EINVAL; return -1; }
    int family; socklen_t flen = sizeof family;
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &flen) < 0) return -1;
    struct sockaddr_storage ss; socklen_t len;
    memset(&ss, 0, sizeof ss);
    if (family == AF_INET6) {
        struct sockaddr_in6 *a = (struct sockaddr_in6 *)&ss;
        a->sin6_family = AF_INET6;
        a->sin6_port = htons((uint16_t)port);
        if (*ip == 0) a->sin6_addr = in6addr_any;
        else if (inet_pton(AF_INET6, ip, &a->sin6_addr) != 1) { errno = EINVAL; return -1; }
        len = sizeof *a;
    } else {
        struct sockaddr_in *a = (struct sockaddr_in *)&ss;
        a->sin_family = AF_INET;
        a->sin_port = htons((uint16_t)port);
        if (*ip == 0) a->sin_addr.s_addr = htonl(INADDR_ANY);
        else if (inet_pton(AF_INET, ip, &a->sin_addr) != 1) { errno = EINVAL; return -1; }
        len = sizeof *a;
    }
    if (bind(sock, (struct sockaddr *)&ss, len) < 0) { int e = errno; if (family == AF_INET6) close(sock); errno = e; return -1; }
    len = sizeof ss;
    if (getsockname(sock, (struct sockaddr *)&ss, &len) < 0) return -1;
    if (ss.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&ss)->sin6_port);
    return ntohs(((struct sockaddr_in *)&ss)->sin_port);
}

