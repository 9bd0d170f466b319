/* 06_both-then-try.c - tries the families; the kernel knows which suits. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

/* parses first; the kernel says whether the family suits the socket */
int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_storage got;
    socklen_t n = sizeof got;
    int rc;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (ip[0] == '\0') {
        rc = bind(sock, (struct sockaddr *)&six, sizeof six);
        if (rc == -1 && (errno == EAFNOSUPPORT || errno == EINVAL))
            rc = bind(sock, (struct sockaddr *)&four, sizeof four);
    } else if (inet_pton(AF_INET6, ip, &six.sin6_addr) == 1) {
        rc = bind(sock, (struct sockaddr *)&six, sizeof six);
    } else if (inet_pton(AF_INET, ip, &four.sin_addr) == 1) {
        rc = bind(sock, (struct sockaddr *)&four, sizeof four);
    } else {
        errno = EINVAL;
        return -1;
    }
    if (rc == 0 && port == 0) {
        if (getsockname(sock, (struct sockaddr *)&got, &n) == -1)
            return -1;
        port = ntohs(((struct sockaddr_in *)&got)->sin_port);
    }
    return rc == 0 ? port : -1;
}
