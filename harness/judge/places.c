/* places.c - sockets and addresses of the judge's own. */
#include "judge/scene.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A byte that is negative where it has a sign, and one that is written with fewer than three
   digits: an address shows what is wrong with its text whatever the numbers at hand. */
const char *any_loopback(void)
{
    return say("127.%d.%d.%d", any_number(128, 254), any_number(1, 99), any_number(1, 254));
}

int judge_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        machine_fault("no socket");
    return fd;
}

int judge_bound(int family, const char *ip, int port, int backlog)
{
    struct sockaddr_storage address = {.ss_family = (sa_family_t)family};
    struct sockaddr_in *v4 = (struct sockaddr_in *)&address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&address;
    void *host = family == AF_INET6 ? (void *)&v6->sin6_addr : (void *)&v4->sin_addr;
    socklen_t length = family == AF_INET6 ? sizeof *v6 : sizeof *v4;
    int fd = judge_socket(family, SOCK_STREAM);
    v4->sin_port = htons((uint16_t)port); /* at the same place in both */
    if (inet_pton(family, ip, host) == 1 && bind(fd, (struct sockaddr *)&address, length) == 0 &&
        (backlog < 0 || listen(fd, backlog) == 0))
        return fd;
    close(fd);
    return -1;
}

int any_low_port(const char *ip)
{
    for (int looks = 0; looks < 64; looks++) {
        int port = looks < 32 ? any_number(1, 1023) : any_number(1024, 2047);
        int probe = port >> 8 == (port & 255) ? -1 : judge_bound(AF_INET, ip, port, -1);
        if (probe == -1)
            continue;
        close(probe);
        return port;
    }
    return -1;
}

typedef int ask(int, struct sockaddr *, socklen_t *);

static const char *ip_by(ask *which, int fd)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    char text[INET6_ADDRSTRLEN];
    if (which(fd, (struct sockaddr *)&address, &length) == -1)
        return "";
    const void *host = address.ss_family == AF_INET6
                           ? (const void *)&((struct sockaddr_in6 *)&address)->sin6_addr
                           : (const void *)&((struct sockaddr_in *)&address)->sin_addr;
    return inet_ntop(address.ss_family, host, text, sizeof text) == NULL ? "" : say("%s", text);
}

static int port_by(ask *which, int fd)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    if (which(fd, (struct sockaddr *)&address, &length) == -1)
        return 0;
    return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

int local_port(int fd) { return port_by(getsockname, fd); }

const char *local_ip(int fd) { return ip_by(getsockname, fd); }

int remote_port(int fd) { return port_by(getpeername, fd); }

const char *remote_ip(int fd) { return ip_by(getpeername, fd); }
