/* 02_send_timeout.c - bounds connect() with SO_SNDTIMEO. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct lookup_job {
    const char *name;
    int family;
    char text[INET6_ADDRSTRLEN];
    int ok;
};

static void *lookup_main(void *arg)
{
    struct lookup_job *job = arg;
    struct addrinfo hints = {.ai_family = job->family, .ai_socktype = SOCK_STREAM}, *res;

    if (getaddrinfo(job->name, NULL, &hints, &res) != 0)
        return NULL;
    job->ok = getnameinfo(res->ai_addr, res->ai_addrlen, job->text, sizeof job->text, NULL, 0,
                          NI_NUMERICHOST) == 0;
    freeaddrinfo(res);
    return NULL;
}

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct lookup_job job = {.name = hostname, .family = family};
    pthread_t thread;
    int rc = pthread_create(&thread, NULL, lookup_main, &job);

    if (rc != 0) {
        errno = rc;
        return -1;
    }
    pthread_join(thread, NULL);
    if (!job.ok) {
        errno = ENOENT;
        return -1;
    }
    if (strlen(job.text) >= size) {
        errno = ENOSPC;
        return -1;
    }
    strcpy(ip, job.text);
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *se;
    char *end;
    long n;

    if ((se = getservbyname(service, protocol)) != NULL)
        return ntohs(se->s_port);
    n = strtol(service, &end, 10);
    if (end == service || *end != '\0' || n < 0 || n > 65535) {
        errno = EINVAL;
        return -1;
    }
    return (int)n;
}

/* A connect() bounded by SO_SNDTIMEO, again and again, so that no single wait is for ever. */
static int outcome(int s)
{
    struct pollfd p = {s, POLLOUT, 0};
    int err = 0, rc;
    socklen_t n = sizeof err;
    do {
        rc = poll(&p, 1, 5000);
    } while (rc == 0 || (rc == -1 && errno == EINTR));
    if (rc == -1)
        return errno;
    return getsockopt(s, SOL_SOCKET, SO_ERROR, &err, &n) == -1 ? errno : err;
}

int client_connect(int sock, const char *ip, int port)
{
    struct timeval before, tv = {.tv_sec = 5};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr *sa = (struct sockaddr *)&four;
    socklen_t len = sizeof four, n = sizeof before;
    int err = 0;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    four.sin_port = six.sin6_port = htons(port);
    if (inet_pton(AF_INET, ip, &four.sin_addr) != 1) {
        if (inet_pton(AF_INET6, ip, &six.sin6_addr) != 1) {
            errno = EINVAL;
            return -1;
        }
        sa = (struct sockaddr *)&six;
        len = sizeof six;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_SNDTIMEO, &before, &n) == -1)
        return -1;
    setsockopt(sock, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof tv);
    if (connect(sock, sa, len) == -1)
        err = errno == EINTR || errno == EINPROGRESS ? outcome(sock) : errno;
    setsockopt(sock, SOL_SOCKET, SO_SNDTIMEO, &before, sizeof before);
    if (err != 0) {
        errno = err;
        return -1;
    }
    return 0;
}
