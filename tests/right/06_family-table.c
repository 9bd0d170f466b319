/* 06_family-table.c - a table of families, with offsets instead of branches. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

struct family {
    int number;
    socklen_t size;
    size_t address, port;
};

static const struct family families[] = {
    {AF_INET, sizeof(struct sockaddr_in), offsetof(struct sockaddr_in, sin_addr),
     offsetof(struct sockaddr_in, sin_port)},
    {AF_INET6, sizeof(struct sockaddr_in6), offsetof(struct sockaddr_in6, sin6_addr),
     offsetof(struct sockaddr_in6, sin6_port)},
};

static const struct family *judge(int sock)
{
    int number;
    socklen_t size = sizeof number;

    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &number, &size) == -1)
        return NULL;
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (families[i].number == number)
            return &families[i];
    errno = EAFNOSUPPORT;
    return NULL;
}

int server_bind(int sock, const char *ip, int port)
{
    char room[sizeof(struct sockaddr_storage)] = {0};
    struct sockaddr_storage name;
    uint16_t number = htons(port);
    const struct family *family;

    errno = EINVAL;
    if ((unsigned)port >> 16 != 0)
        return -1;
    family = judge(sock);
    if (family == NULL)
        return -1;
    if (ip[0] != 0 && inet_pton(family->number, ip, room + family->address) != 1) {
        errno = EINVAL;
        return -1;
    }
    memcpy(room + family->port, &number, sizeof number);
    memcpy(&name, room, sizeof name);
    name.ss_family = family->number;

    socklen_t size = family->size;
    if (bind(sock, (struct sockaddr *)&name, size) == -1)
        return -1;
    if (getsockname(sock, (struct sockaddr *)&name, &size) == -1)
        return -1;
    memcpy(&number, (char *)&name + family->port, sizeof number);
    return ntohs(number);
}
