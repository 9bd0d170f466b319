/* 02_twin.c - connects a duplicate of the descriptor, getpeername() tells the outcome. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <unistd.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct hostent *he = gethostbyname2(hostname, family);

    if (he == NULL || he->h_addrtype != family || he->h_addr_list[0] == NULL) {
        errno = ENXIO;
        return -1;
    }
    return inet_ntop(he->h_addrtype, he->h_addr_list[0], ip, size) ? 0 : -1;
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

int client_connect(int sock, const char *ip, int port)
{
    if (port < 0 || port > 65535)
        return errno = EINVAL, -1;
    struct sockaddr_in6 to6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    struct sockaddr_in to4 = {.sin_family = AF_INET, .sin_port = htons(port)};
    int four = inet_pton(AF_INET, ip, &to4.sin_addr) == 1;
    if (!four && inet_pton(AF_INET6, ip, &to6.sin6_addr) != 1)
        return errno = EINVAL, -1;
    int twin = fcntl(sock, F_DUPFD_CLOEXEC, 0);
    if (twin == -1)
        return -1;
    int rc = four ? connect(twin, (struct sockaddr *)&to4, sizeof to4)
                  : connect(twin, (struct sockaddr *)&to6, sizeof to6);
    int err = rc == 0 ? 0 : errno;
    if (err == EINTR) {
        struct sockaddr_storage ss;
        socklen_t n = sizeof ss;
        struct pollfd p = {.fd = twin, .events = POLLOUT};
        while (poll(&p, 1, -1) == -1 && errno == EINTR)
            ;
        err = 0;
        if (getpeername(twin, (struct sockaddr *)&ss, &n) == -1) {
            char c;
            err = recv(twin, &c, 1, MSG_PEEK | MSG_DONTWAIT) == -1 ? errno : ENOTCONN;
        }
    }
    close(twin);
    errno = err;
    return err ? -1 : 0;
}
