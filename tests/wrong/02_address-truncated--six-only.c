/* 02_address-truncated--six-only.c - checks the size for IPv4 alone. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints, *res;
    char text[INET6_ADDRSTRLEN];
    const void *addr;

    memset(&hints, 0, sizeof hints);
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(hostname, NULL, &hints, &res) != 0) {
        errno = ENOENT;
        return -1;
    }
    if (family == AF_INET6)
        addr = &((struct sockaddr_in6 *)res->ai_addr)->sin6_addr;
    else
        addr = &((struct sockaddr_in *)res->ai_addr)->sin_addr;
    inet_ntop(family, addr, text, sizeof text);
    freeaddrinfo(res);
    if (family == AF_INET && strlen(text) >= size) {
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

static int settle(int fd)
{
    struct pollfd pfd;
    int soerr;
    socklen_t optlen = sizeof(soerr);

    pfd.fd = fd;
    pfd.events = POLLOUT;
    for (;;) {
        int r = poll(&pfd, 1, 1000);
        if (r > 0)
            break;
        if (r < 0 && errno != EINTR)
            return -1;
    }
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &soerr, &optlen) < 0)
        return -1;
    if (soerr == 0)
        return 0;
    errno = soerr;
    return -1;
}

int client_connect(int sock, const char *ip, int port)
{
    char portstr[6];
    struct addrinfo hints, *servinfo;
    int rc;

    if (port < 0 || port >= 65536) {
        errno = EINVAL;
        return -1;
    }
    snprintf(portstr, sizeof portstr, "%d", port);
    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
    if (getaddrinfo(ip, portstr, &hints, &servinfo) != 0) {
        errno = EINVAL;
        return -1;
    }
    rc = connect(sock, servinfo->ai_addr, servinfo->ai_addrlen);
    if (rc < 0 && errno == EINTR)
        rc = settle(sock);
    int saved = errno;
    freeaddrinfo(servinfo);
    errno = saved;
    return rc;
}
