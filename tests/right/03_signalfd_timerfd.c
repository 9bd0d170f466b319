/* 03_signalfd_timerfd.c - poll() on the socket, a timer that ticks and a signalfd. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

static int ready(int sock, short what)
{
    sigset_t none;
    sigemptyset(&none);
    sigaddset(&none, SIGUSR2);
    int t = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC), s = signalfd(-1, &none, SFD_CLOEXEC),
        r = -1;
    struct itimerspec every = {{0, 20000000}, {0, 20000000}};
    timerfd_settime(t, 0, &every, NULL);
    for (;;) {
        struct pollfd p[3] = {{sock, what, 0}, {t, POLLIN, 0}, {s, POLLIN, 0}};
        uint64_t n;
        if (poll(p, 3, -1) == -1) {
            if (errno == EINTR)
                continue;
            break;
        }
        if (p[0].revents) {
            r = 0;
            break;
        }
        if (p[1].revents && read(t, &n, sizeof n) == -1)
            break;
    }
    int e = errno;
    close(t);
    close(s);
    errno = e;
    return r;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        if (ready(sock, POLLOUT) == -1)
            return -1;
        ssize_t k = send(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (k == -1 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (k == -1)
            return -1;
        sent += (size_t)k;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        if (ready(sock, POLLIN) == -1)
            return -1;
        ssize_t k = recv(sock, (char *)buffer + got, size - got, MSG_DONTWAIT);
        if (k == -1 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (k == -1 && !got)
            return -1;
        if (k == -1 || k == 0)
            break;
        got += (size_t)k;
    }
    return (ssize_t)got;
}
