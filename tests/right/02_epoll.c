/* 02_epoll.c - waits by epoll, and asks getpeername() whether it is connected. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints, *result;
    char text[INET6_ADDRSTRLEN];
    int status;

    memset(&hints, 0, sizeof(hints));
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(hostname, NULL, &hints, &result) != 0)
        return -1;
    status = getnameinfo(result->ai_addr, result->ai_addrlen, text, sizeof(text), NULL, 0,
                         NI_NUMERICHOST);
    freeaddrinfo(result);
    if (status != 0)
        return -1;
    if (strlen(text) >= size) {
        errno = ENOSPC;
        return -1;
    }
    strcpy(ip, text);
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *entry = getservbyname(service, protocol);

    if (entry == NULL)
        return -1;
    return ntohs((uint16_t)entry->s_port);
}

static int wait_writable(int sock)
{
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLOUT};
    int ready = -1;

    if (epoll == -1)
        return -1;
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, sock, &event) == 0)
        do
            ready = epoll_wait(epoll, &event, 1, -1);
        while (ready == -1 && errno == EINTR);
    close(epoll);
    return ready == 1 ? 0 : -1;
}

static int outcome(int sock)
{
    struct sockaddr_storage peer;
    socklen_t size = sizeof peer;
    char byte;

    if (wait_writable(sock) == -1)
        return -1;
    if (getpeername(sock, (struct sockaddr *)&peer, &size) == 0)
        return 0;
    if (read(sock, &byte, 1) == 0) /* fails with the reason why there is no connection */
        errno = ECONNREFUSED;
    return -1;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    int result;

    errno = EINVAL;
    if (port != (uint16_t)port)
        return -1;
    if (inet_pton(AF_INET, ip, &v4.sin_addr) == 1)
        result = connect(sock, (struct sockaddr *)&v4, sizeof v4);
    else if (inet_pton(AF_INET6, ip, &v6.sin6_addr) == 1)
        result = connect(sock, (struct sockaddr *)&v6, sizeof v6);
    else
        return -1;
    return result == -1 && errno == EINTR ? outcome(sock) : result;
}
