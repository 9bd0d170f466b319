/* stage_names_lesson.c - a lesson for tests of the stage: looks names up in one way or another. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct addrinfo *kept;

static int by_getaddrinfo(const char *name, int family, char *ip, size_t size)
{
    struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM};
    struct addrinfo *list;
    char text[INET6_ADDRSTRLEN];
    int error = getaddrinfo(name, NULL, &hints, &list);
    if (error != 0)
        return error;
    const void *host = family == AF_INET6
                           ? (void *)&((struct sockaddr_in6 *)list->ai_addr)->sin6_addr
                           : (void *)&((struct sockaddr_in *)list->ai_addr)->sin_addr;
    inet_ntop(family, host, text, sizeof text);
    if (strlen(text) < size)
        strcpy(ip, text);
    if (strcmp(name, "kept") == 0)
        kept = list;
    else
        freeaddrinfo(list);
    return 0;
}

/* How many addresses a name has. */
static int by_gethostbyname(const char *name)
{
    int count = 0;
    struct hostent *host = gethostbyname(name);
    while (host != NULL && host->h_addr_list[count] != NULL)
        count++;
    return host == NULL ? -1 : count;
}

/* The name of an address, or the address if it has none. */
static int by_getnameinfo(const char *address, int family, char *ip, size_t size)
{
    struct sockaddr_storage of = {.ss_family = (sa_family_t)family};
    socklen_t length =
        family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
    void *host = family == AF_INET6 ? (void *)&((struct sockaddr_in6 *)&of)->sin6_addr
                                    : (void *)&((struct sockaddr_in *)&of)->sin_addr;
    inet_pton(family, address, host);
    return getnameinfo((struct sockaddr *)&of, length, ip, (socklen_t)size, NULL, 0, 0);
}

/* SIZE 0: gethostbyname(); 1: gethostbyname_r() with no room; 64: getnameinfo(). */
int host_address(const char *name, int family, char *ip, size_t size)
{
    char room[1];
    int error;
    struct hostent entry, *found;
    if (size == 1)
        return gethostbyname_r(name, &entry, room, sizeof room, &found, &error);
    if (size == 64)
        return by_getnameinfo(name, family, ip, size);
    return size == 0 ? by_gethostbyname(name) : by_getaddrinfo(name, family, ip, size);
}

static int service_after_all_others(void)
{
    int count = 0;
    setservent(1);
    while (getservent() != NULL)
        count++;
    endservent();
    return count;
}

static int lines_of_the_file(void)
{
    int lines = 0;
    FILE *file = fopen("/etc/services", "re");
    for (int c; file != NULL && (c = getc(file)) != EOF;)
        lines += c == '\n';
    if (file != NULL)
        fclose(file);
    return lines;
}

/* Without a service: how many there are; "/": how many by the file; "=N": htonl(N). */
int service_port(const char *service, const char *protocol)
{
    struct servent *found;
    if (*service == '\0')
        return service_after_all_others();
    if (*service == '/')
        return lines_of_the_file();
    if (*service == '=')
        return (int)htonl((uint32_t)atoi(service + 1));
    found = *service == '#' ? getservbyport(htons((uint16_t)atoi(service + 1)), protocol)
                            : getservbyname(service, protocol);
    return found == NULL ? -1 : ntohs((uint16_t)found->s_port);
}

int client_socket(int family, int type) { return family + type; }
