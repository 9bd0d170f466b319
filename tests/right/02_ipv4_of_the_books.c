/* 02_ipv4_of_the_books.c - core only: IPv4, and a signal is a failure. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct hostent *host = gethostbyname(hostname);

    if (host == NULL || family != AF_INET)
        return -1;
    char *text = inet_ntoa(*(struct in_addr *)host->h_addr_list[0]);
    if (strlen(text) >= size) {
        errno = ENOSPC;
        return -1;
    }
    strcpy(ip, text);
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *serv;

    serv = getservbyname(service, protocol);
    return serv ? ntohs((uint16_t)serv->s_port) : -1;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_in server;

    memset(&server, 0, sizeof(server));
    server.sin_family = AF_INET;
    if (port < 0 || port > 65535 || inet_pton(AF_INET, ip, &server.sin_addr) != 1) {
        errno = EINVAL;
        return -1;
    }
    server.sin_port = htons(port);
    return connect(sock, (struct sockaddr *)&server, sizeof(server));
}
