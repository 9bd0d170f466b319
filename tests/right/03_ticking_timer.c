/* 03_ticking_timer.c - a timer interrupts each millisecond; it is undone in the end. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/time.h>

static volatile sig_atomic_t ticks;
static void tick(int n)
{
    (void)n;
    ticks++;
}

struct before {
    struct sigaction action;
    struct itimerval timer;
};
static void begin(struct before *b)
{
    struct sigaction a = {.sa_handler = tick};
    struct itimerval t = {{0, 1000}, {0, 1000}};
    sigaction(SIGALRM, &a, &b->action);
    setitimer(ITIMER_REAL, &t, &b->timer);
}

static void end(struct before *b)
{
    int e = errno;
    setitimer(ITIMER_REAL, &b->timer, NULL);
    sigaction(SIGALRM, &b->action, NULL);
    errno = e;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    struct before b;
    begin(&b);
    while (sent < size) {
        ssize_t k = send(sock, (const char *)data + sent, size - sent, MSG_NOSIGNAL);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1) {
            end(&b);
            return -1;
        }
        sent += (size_t)k;
    }
    end(&b);
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    struct before b;
    begin(&b);
    while (got < size) {
        ssize_t k = recv(sock, (char *)buffer + got, size - got, 0);
        if (k == -1 && errno == EINTR)
            continue;
        if (k == -1 && !got) {
            end(&b);
            return -1;
        }
        if (k == -1 || k == 0)
            break;
        got += (size_t)k;
    }
    end(&b);
    return (ssize_t)got;
}
