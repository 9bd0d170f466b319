/* 02_eintr-fatal--second-signal.c - polls again after a signal, but only once (stretch). */
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

/* After a signal the connection goes on being made: wait for what becomes of it. */
static int connect_outcome(int sock)
{
    struct pollfd made = {.fd = sock, .events = POLLOUT};
    int error = 0;
    socklen_t size = sizeof error;

    int ready = poll(&made, 1, -1);
    if (ready == -1 && errno == EINTR)
        ready = poll(&made, 1, -1);
    if (ready == -1)
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
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    struct sockaddr *address = (struct sockaddr *)&v4;
    socklen_t length = sizeof v4;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    v4.sin_port = v6.sin6_port = htons((uint16_t)port);
    if (inet_pton(AF_INET, ip, &v4.sin_addr) != 1) {
        if (inet_pton(AF_INET6, ip, &v6.sin6_addr) != 1) {
            errno = EINVAL;
            return -1;
        }
        address = (struct sockaddr *)&v6;
        length = sizeof v6;
    }
    if (connect(sock, address, length) == 0)
        return 0;
    if (errno != EINTR)
        return -1;
    return connect_outcome(sock);
}
