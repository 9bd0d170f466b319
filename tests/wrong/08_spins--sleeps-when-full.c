/* 08_spins--sleeps-when-full.c - waits a second and tries again when no descriptor is left. */
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
    for (;;) {
        socklen_t len = sizeof from;
        int fd = accept4(listener, (struct sockaddr *)&from, &len, SOCK_CLOEXEC);
        if (fd != -1) {
            if (peer)
                tell(&from, peer);
            return fd;
        }
        if (errno == EMFILE || errno == ENFILE)
            sleep(1);
        else if (errno != EINTR && errno != ECONNABORTED)
            return -1;
    }
}
