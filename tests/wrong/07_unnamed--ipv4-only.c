/* 07_unnamed--ipv4-only.c - refuses a socket that is not of IPv4. */
#include "steps.h"

#include <errno.h>
#include <string.h>

int server_listen(int sock, int backlog)
{
    struct sockaddr_in6 any;
    struct sockaddr_in *me = (struct sockaddr_in *)&any;
    socklen_t len = sizeof any;

    memset(&any, 0, sizeof any);
    if (getsockname(sock, (struct sockaddr *)&any, &len) == -1)
        return -1;
    if (me->sin_family != AF_INET) {
        errno = EAFNOSUPPORT;
        return -1;
    }
    return listen(sock, backlog < 1 ? 1 : backlog);
}
