/* 01_getaddrinfo_triple.c - takes socket()'s three arguments from getaddrinfo(). */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    struct addrinfo hints = {.ai_family = family, .ai_socktype = type, .ai_flags = AI_PASSIVE};
    struct addrinfo *list = NULL;

    if (family == AF_UNSPEC || type == 0 || getaddrinfo(NULL, "0", &hints, &list) != 0)
        return socket(family, type | SOCK_CLOEXEC, 0); /* let socket() say what is wrong */

    int sock = socket(list->ai_family, list->ai_socktype | SOCK_CLOEXEC, list->ai_protocol);
    int saved = errno;
    freeaddrinfo(list);
    errno = saved;
    return sock;
}
