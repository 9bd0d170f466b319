/* 08_accept-listener-returned--asks-the-listener.c - asks the listener who is connected. */
#include "steps.h"

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
    socklen_t len = sizeof from;
    int fd;

    do {
        fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    } while (fd == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (fd == -1)
        return -1;
    if (peer) {
        if (getpeername(listener, (struct sockaddr *)&from, &len) == -1) {
            int e = errno;
            close(fd);
            errno = e;
            return -1;
        }
        tell(&from, peer);
    }
    return fd;
}
