/* 08_unnamed--timeout-left-on-listener.c - waits in rounds of a second and leaves the limit on the listener. */
#include "steps.h"

#include <sys/time.h>
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
    struct timeval second = {1, 0};
    int fd;

    if (setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second) == -1)
        return -1;
    do {
        socklen_t len = sizeof from;
        fd = accept4(listener, (struct sockaddr *)&from, &len, SOCK_CLOEXEC);
    } while (fd == -1 && (errno == EINTR || errno == ECONNABORTED || errno == EAGAIN));
    if (fd == -1)
        return -1;
    second.tv_sec = 0;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
    if (peer)
        tell(&from, peer);
    return fd;
}
