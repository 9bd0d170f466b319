/* 06_memory-error--text-of-16.c - copies the text into 16 characters. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int do_bind(int fd, int family, const char *ip, in_port_t port)
{
    char text[INET_ADDRSTRLEN];
    strcpy(text, ip[0] ? ip : family == AF_INET6 ? "::0" : "0.0.0.0");
    if (strlen(ip) >= sizeof text)
        return errno = EINVAL, -1;
    if (family == AF_INET) {
        struct sockaddr_in s = {.sin_family = AF_INET, .sin_port = port};
        if (inet_pton(AF_INET, text, &s.sin_addr) < 1)
            return errno = EINVAL, -1;
        return bind(fd, (void *)&s, sizeof s);
    }
    struct sockaddr_in6 s = {.sin6_family = AF_INET6, .sin6_port = port};
    if (inet_pton(AF_INET6, text, &s.sin6_addr) < 1)
        return errno = EINVAL, -1;
    return bind(fd, (void *)&s, sizeof s);
}

int server_bind(int sock, const char *ip, int port)
{
    if (port < 0 || port > 65535)
        return errno = EINVAL, -1;
    int copy = fcntl(sock, F_DUPFD_CLOEXEC, 3);
    if (copy == -1)
        return -1;
    struct sockaddr_storage ss;
    socklen_t n = sizeof ss;
    int rc = getsockname(copy, (void *)&ss, &n);
    if (rc == 0)
        rc = do_bind(copy, ss.ss_family, ip, htons(port));
    n = sizeof ss;
    if (rc == 0 && (rc = getsockname(copy, (void *)&ss, &n)) == 0)
        rc = ntohs(((struct sockaddr_in *)&ss)->sin_port);
    int e = errno;
    close(copy);
    errno = e;
    return rc;
}
