/* 02_lookup-null-deref--list.c - copies from h_addr_list without a look at the answer. */
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
    struct hostent *he;
    struct in6_addr address;

    he = gethostbyname2(hostname, family);
    memcpy(&address, he->h_addr_list[0], (size_t)he->h_length);
    return inet_ntop(family, &address, ip, size) == NULL ? -1 : 0;
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

static socklen_t fill(struct sockaddr_storage *address, const char *ip, int port)
{
    struct sockaddr_in *v4 = (struct sockaddr_in *)address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)address;

    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, ip, &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(port);
        return sizeof *v4;
    }
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET6, ip, &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        return sizeof *v6;
    }
    return 0;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage address;
    socklen_t length = 0;

    if (port >= 0 && port <= 65535)
        length = fill(&address, ip, port);
    if (length == 0) {
        errno = EINVAL;
        return -1;
    }
    if (connect(sock, (struct sockaddr *)&address, length) == -1)
        return errno == EINTR ? connect_outcome(sock) : -1;
    return 0;
}
