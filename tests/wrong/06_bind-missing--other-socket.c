/* 06_bind-missing--other-socket.c - binds a socket of its own. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_storage addr;
    socklen_t len = sizeof addr;
    int ok;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockname(sock, (struct sockaddr *)&addr, &len) == -1)
        return -1;
    if (addr.ss_family == AF_INET6) {
        struct sockaddr_in6 *a6 = (struct sockaddr_in6 *)&addr;
        memset(a6, 0, sizeof *a6);
        a6->sin6_family = AF_INET6;
        a6->sin6_port = htons(port);
        ok = inet_pton(AF_INET6, *ip ? ip : "::", &a6->sin6_addr);
    } else {
        struct sockaddr_in *a4 = (struct sockaddr_in *)&addr;
        memset(a4, 0, sizeof *a4);
        a4->sin_family = AF_INET;
        a4->sin_port = htons(port);
        ok = inet_pton(AF_INET, *ip ? ip : "0.0.0.0", &a4->sin_addr);
    }
    if (ok != 1) {
        errno = EINVAL;
        return -1;
    }
    int own = socket(addr.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (own == -1)
        return -1;
    int rc = bind(own, (struct sockaddr *)&addr, len), keep = errno;
    close(own);
    errno = keep;
    if (rc == -1)
        return -1;
    len = sizeof addr;
    if (getsockname(sock, (struct sockaddr *)&addr, &len) == -1)
        return -1;
    return ntohs(addr.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&addr)->sin6_port
                                            : ((struct sockaddr_in *)&addr)->sin_port);
}
