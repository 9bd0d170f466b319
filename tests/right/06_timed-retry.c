/* 06_timed-retry.c - tries a taken port three times, 50 ms apart, with sem_timedwait(). */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <semaphore.h>
#include <time.h>

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_in v4 = {0};
    struct sockaddr_in6 v6 = {0};
    int f, r = -1;
    socklen_t n = sizeof f;
    sem_t s;
    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &f, &n) == -1)
        return -1;
    void *a = f == AF_INET6 ? (void *)&v6.sin6_addr : (void *)&v4.sin_addr;
    v4.sin_family = AF_INET;
    v6.sin6_family = AF_INET6;
    v4.sin_port = htons((uint16_t)port);
    v6.sin6_port = htons((uint16_t)port);
    if (*ip && inet_pton(f, ip, a) != 1) {
        errno = EINVAL;
        return -1;
    }
    struct sockaddr *p = f == AF_INET6 ? (void *)&v6 : (void *)&v4;
    n = f == AF_INET6 ? sizeof v6 : sizeof v4;
    sem_init(&s, 0, 0);
    for (int i = 0; i < 3 && (r = bind(sock, p, n)) == -1 && errno == EADDRINUSE; i++) {
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        t.tv_nsec += 50000000;
        if (t.tv_nsec >= 1000000000) {
            t.tv_sec++;
            t.tv_nsec -= 1000000000;
        }
        sem_timedwait(&s, &t);
        errno = EADDRINUSE;
    }
    sem_destroy(&s);
    if (r == -1 || getsockname(sock, p, &n) == -1)
        return -1;
    return ntohs(f == AF_INET6 ? v6.sin6_port : v4.sin_port);
}
