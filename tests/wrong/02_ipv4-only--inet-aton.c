/* 02_ipv4-only--inet-aton.c - knows IPv4 addresses only, by an older call (stretch). */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
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

/* After a signal the connection goes on being made: wait for what becomes of it. */
static int connect_outcome(int sock)
{
    struct pollfd made = {.fd = sock, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;

    while (poll(&made, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &size) == -1)
        return -1;
    if (error == 0)
        return 0;
    errno = error;
    return -1;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_in dest = {.sin_family = AF_INET};

    if (port < 0 || port > 0xffff || strchr(ip, ' ') || inet_aton(ip, &dest.sin_addr) == 0) {
        errno = EINVAL;
        return -1;
    }
    dest.sin_port = htons((in_port_t)port);
    if (connect(sock, (const struct sockaddr *)&dest, sizeof dest) == 0)
        return 0;
    return errno == EINTR ? connect_outcome(sock) : -1;
}
