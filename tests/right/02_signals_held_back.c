/* 02_signals_held_back.c - holds signals back while it connects. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <string.h>
#include <sys/wait.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct hostent *he = gethostbyname2(hostname, family);

    if (he == NULL || he->h_addrtype != family || he->h_addr_list[0] == NULL) {
        errno = ENXIO;
        return -1;
    }
    return inet_ntop(he->h_addrtype, he->h_addr_list[0], ip, size) ? 0 : -1;
}

static int answers_to(const struct servent *e, const char *name)
{
    if (strcmp(e->s_name, name) == 0)
        return 1;
    for (char **a = e->s_aliases; *a != NULL; a++)
        if (strcmp(*a, name) == 0)
            return 1;
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    int port = -1;
    struct servent *e;

    setservent(0);
    while (port == -1 && (e = getservent()) != NULL)
        if (answers_to(e, service) && (protocol == NULL || strcmp(protocol, e->s_proto) == 0))
            port = ntohs((unsigned short)e->s_port);
    endservent();
    if (port == -1)
        errno = ESRCH;
    return port;
}

/* No signal reaches connect(): they are held back until it is through. */
int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage where = {0};
    sigset_t all, before;
    socklen_t size;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (inet_pton(AF_INET, ip, &((struct sockaddr_in *)&where)->sin_addr) == 1) {
        where.ss_family = AF_INET;
        ((struct sockaddr_in *)&where)->sin_port = htons(port);
        size = sizeof(struct sockaddr_in);
    } else if (inet_pton(AF_INET6, ip, &((struct sockaddr_in6 *)&where)->sin6_addr) == 1) {
        where.ss_family = AF_INET6;
        ((struct sockaddr_in6 *)&where)->sin6_port = htons(port);
        size = sizeof(struct sockaddr_in6);
    } else {
        errno = EINVAL;
        return -1;
    }
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int rc = connect(sock, (struct sockaddr *)&where, size);
    int keep = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = keep;
    return rc;
}
