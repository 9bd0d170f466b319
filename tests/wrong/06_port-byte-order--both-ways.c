/* 06_port-byte-order--both-ways.c - neither htons() nor ntohs(). */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct sockaddr_in four = {.sin_family = AF_INET};
    int domain = 0;
    socklen_t n = sizeof domain;
    const void *sa = &four;
    socklen_t len = sizeof four;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (syscall(SYS_getsockopt, sock, SOL_SOCKET, SO_DOMAIN, &domain, &n) == -1)
        return -1;
    four.sin_port = six.sin6_port = port;
    if (domain == AF_INET6) {
        sa = &six;
        len = sizeof six;
    }
    if (*ip != 0 &&
        inet_pton(domain, ip,
                  domain == AF_INET6 ? (void *)&six.sin6_addr : (void *)&four.sin_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    if (syscall(SYS_bind, sock, sa, len) == -1)
        return -1;
    len = sizeof six;
    if (syscall(SYS_getsockname, sock, &six, &len) == -1)
        return -1;
    return six.sin6_port;
}
