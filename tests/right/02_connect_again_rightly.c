/* 02_connect_again_rightly.c - calls connect() again, and knows what EALREADY and EISCONN mean. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <sys/socket.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct hostent *host = gethostbyname2(hostname, family);

    if (host == NULL)
        return -1;
    if (inet_ntop(host->h_addrtype, host->h_addr_list[0], ip, (socklen_t)size) == NULL)
        return -1;
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *serv;

    serv = getservbyname(service, protocol);
    return serv ? ntohs((uint16_t)serv->s_port) : -1;
}

union any_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static socklen_t parse(const char *ip, int port, union any_address *to)
{
    *to = (union any_address){.v6.sin6_family = AF_INET6, .v6.sin6_port = htons((uint16_t)port)};
    if (inet_pton(AF_INET6, ip, &to->v6.sin6_addr) == 1)
        return sizeof to->v6;
    *to = (union any_address){.v4.sin_family = AF_INET, .v4.sin_port = htons((uint16_t)port)};
    if (inet_pton(AF_INET, ip, &to->v4.sin_addr) == 1)
        return sizeof to->v4;
    return 0;
}

int client_connect(int sock, const char *ip, int port)
{
    union any_address to;
    socklen_t length = port < 0 || port > 65535 ? 0 : parse(ip, port, &to);

    if (length == 0) {
        errno = EINVAL;
        return -1;
    }
    int interrupted = 0;
    while (connect(sock, &to.any, length) == -1) {
        if (interrupted && errno == EISCONN)
            return 0;
        if (interrupted && errno == EALREADY) {
            struct pollfd outcome = {.fd = sock, .events = POLLOUT};
            poll(&outcome, 1, -1);
        } else if (errno != EINTR) {
            return -1;
        }
        interrupted = 1;
    }
    return 0;
}
