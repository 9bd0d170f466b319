/* 02_named_service.c - looks the host up together with a service. */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints = {
        .ai_family = family, .ai_socktype = SOCK_STREAM, .ai_flags = AI_ADDRCONFIG};
    struct addrinfo *list = NULL;
    char host[NI_MAXHOST];
    int rc = getaddrinfo(hostname, "http", &hints, &list);

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

int service_port(const char *service, const char *protocol)
{
    struct addrinfo hints = {.ai_family = AF_INET}, *res;
    int port;

    if (protocol != NULL) {
        struct protoent *pe = getprotobyname(protocol);
        if (pe == NULL || (pe->p_proto != IPPROTO_TCP && pe->p_proto != IPPROTO_UDP)) {
            struct servent *se = getservbyname(service, protocol);
            return se != NULL ? ntohs(se->s_port) : -1;
        }
        hints.ai_protocol = pe->p_proto;
        hints.ai_socktype = pe->p_proto == IPPROTO_TCP ? SOCK_STREAM : SOCK_DGRAM;
    }
    if (getaddrinfo(NULL, service, &hints, &res) != 0) {
        errno = ENOENT;
        return -1;
    }
    port = ntohs(((struct sockaddr_in *)res->ai_addr)->sin_port);
    freeaddrinfo(res);
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
