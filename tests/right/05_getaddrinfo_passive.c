/* 05_getaddrinfo_passive.c - takes the arguments from getaddrinfo() as servers in books do. */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_socket(int family, int type)
{
    struct addrinfo hints = {.ai_family = family, .ai_socktype = type, .ai_flags = AI_PASSIVE};
    struct addrinfo *list = NULL;
    int sock;

    if (family == AF_UNSPEC || type == 0 || getaddrinfo(NULL, "0", &hints, &list) != 0)
        return socket(family, type | SOCK_CLOEXEC, 0);
    sock = socket(list->ai_family, list->ai_socktype | SOCK_CLOEXEC, list->ai_protocol);
    int saved = errno;
    freeaddrinfo(list);
    errno = saved;
    return sock;
}

int server_socket(int family, int type)
{
    int sock = open_socket(family, type);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
