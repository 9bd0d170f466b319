/* 08_signals-wait.c - signals wait while it accepts, so that none can interrupt it. */
#include "steps.h"

#include <signal.h>
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
    socklen_t len;
    sigset_t all, old;
    int fd, saved;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    do {
        len = sizeof from;
        fd = accept4(listener, (struct sockaddr *)&from, &len, SOCK_CLOEXEC);
    } while (fd == -1 && errno == ECONNABORTED);
    saved = errno;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    errno = saved;
    if (fd != -1 && peer)
        tell(&from, peer);
    return fd;
}
