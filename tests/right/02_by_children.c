/* 02_by_children.c - children look up and connect. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    int fd[2];
    if (pipe2(fd, O_CLOEXEC) == -1)
        return -1;
    pid_t pid = fork();
    if (pid == -1) {
        int e = errno;
        close(fd[0]);
        close(fd[1]);
        errno = e;
        return -1;
    }
    if (pid == 0) {
        struct addrinfo hints = {.ai_family = family}, *res;
        char text[INET6_ADDRSTRLEN] = "";
        if (getaddrinfo(hostname, NULL, &hints, &res) == 0)
            getnameinfo(res->ai_addr, res->ai_addrlen, text, sizeof text, NULL, 0, NI_NUMERICHOST);
        _exit(write(fd[1], text, strlen(text)) < 0);
    }
    close(fd[1]);
    char text[INET6_ADDRSTRLEN] = "";
    size_t got = 0;
    ssize_t n;
    while ((n = read(fd[0], text + got, sizeof text - 1 - got)) > 0 || (n == -1 && errno == EINTR))
        if (n > 0)
            got += (size_t)n;
    close(fd[0]);
    while (waitpid(pid, NULL, 0) == -1 && errno == EINTR)
        ;
    if (got == 0) {
        errno = ENOENT;
        return -1;
    }
    if (got >= size) {
        errno = ENOSPC;
        return -1;
    }
    memcpy(ip, text, got + 1);
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent box, *hit;
    for (size_t room = 16; room < 1 << 20; room *= 2) {
        char *work = malloc(room);
        if (work == NULL)
            return -1;
        int rc = getservbyname_r(service, protocol, &box, work, room, &hit);
        int port = rc == 0 && hit != NULL ? ntohs(hit->s_port) : -1;
        free(work);
        if (rc != ERANGE) {
            errno = port == -1 ? ENOENT : errno;
            return port;
        }
    }
    errno = ERANGE;
    return -1;
}

/* A child connects the socket, which both share; its exit status is the errno. */
static int in_child(int sock, const struct sockaddr *sa, socklen_t len)
{
    if (connect(sock, sa, len) == 0)
        return 0;
    if (errno != EINTR)
        return errno;
    struct pollfd p = {.fd = sock, .events = POLLOUT};
    while (poll(&p, 1, -1) == -1 && errno == EINTR)
        ;
    int e = 0;
    socklen_t n = sizeof e;
    getsockopt(sock, SOL_SOCKET, SO_ERROR, &e, &n);
    return e;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage ss = {0};
    socklen_t len;

    if (port < 0 || port > 65535)
        return errno = EINVAL, -1;
    if (inet_pton(AF_INET, ip, &((struct sockaddr_in *)&ss)->sin_addr) == 1) {
        *(struct sockaddr_in *)&ss =
            (struct sockaddr_in){.sin_family = AF_INET,
                                 .sin_port = htons(port),
                                 .sin_addr = ((struct sockaddr_in *)&ss)->sin_addr};
        len = sizeof(struct sockaddr_in);
    } else if (inet_pton(AF_INET6, ip, &((struct sockaddr_in6 *)&ss)->sin6_addr) == 1) {
        ((struct sockaddr_in6 *)&ss)->sin6_family = AF_INET6;
        ((struct sockaddr_in6 *)&ss)->sin6_port = htons(port);
        len = sizeof(struct sockaddr_in6);
    } else {
        return errno = EINVAL, -1;
    }
    pid_t pid = fork();
    if (pid == -1)
        return -1;
    if (pid == 0)
        _exit(in_child(sock, (struct sockaddr *)&ss, len));
    int status;
    while (waitpid(pid, &status, 0) == -1)
        if (errno != EINTR)
            return -1;
    if (!WIFEXITED(status))
        return errno = ECHILD, -1;
    errno = WEXITSTATUS(status);
    return errno ? -1 : 0;
}
