/* 08_sigio.c - sleeps in sigwaitinfo() until SIGIO says that a client came. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>

int server_accept(int listener, struct peer *peer)
{
    sigset_t io, before;
    struct sockaddr_storage a;
    socklen_t n;
    int fd, flags = fcntl(listener, F_GETFL);
    sigemptyset(&io);
    sigaddset(&io, SIGIO);
    sigprocmask(SIG_BLOCK, &io, &before);
    fcntl(listener, F_SETOWN, getpid());
    fcntl(listener, F_SETFL, flags | O_ASYNC | O_NONBLOCK);
    for (;;) {
        n = sizeof a;
        fd = accept4(listener, (struct sockaddr *)&a, &n, SOCK_CLOEXEC);
        if (fd != -1 || (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED))
            break;
        if (errno == EAGAIN) {
            sigwaitinfo(&io, NULL);
        }
    }
    int e = errno;
    struct timespec z = {0};
    fcntl(listener, F_SETFL, flags);
    while (sigtimedwait(&io, NULL, &z) > 0)
        ;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = e;
    if (fd == -1 || !peer)
        return fd;
    if (a.ss_family == AF_INET6) {
        struct sockaddr_in6 *s = (void *)&a;
        inet_ntop(AF_INET6, &s->sin6_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(s->sin6_port);
    } else {
        struct sockaddr_in *s = (void *)&a;
        inet_ntop(AF_INET, &s->sin_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(s->sin_port);
    }
    return fd;
}
