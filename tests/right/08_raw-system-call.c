/* 08_raw-system-call.c - asks the kernel without the C library's wrapper. */
#include "steps.h"

#include <sys/syscall.h>
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static void tell(const struct sockaddr_storage *from, struct peer *peer)
{
    if (from->ss_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)from;
        inet_ntop(AF_INET6, &six->sin6_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(six->sin6_port);
    } else {
        const struct sockaddr_in *four = (const struct sockaddr_in *)from;
        inet_ntop(AF_INET, &four->sin_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(four->sin_port);
    }
}
int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    int fd;

    do {
        socklen_t len = sizeof from;
        fd = (int)syscall(SYS_accept4, listener, &from, &len, SOCK_CLOEXEC);
    } while (fd == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (fd != -1 && peer)
        tell(&from, peer);
    return fd;
}
