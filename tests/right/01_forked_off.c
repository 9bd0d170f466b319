/* 01_forked_off.c - a child makes it and passes it over; without a descriptor to pass it by, the
   reason is asked of socket(). */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static int pass(int via, int fd)
{
    char byte = 0;
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    memset(&control, 0, sizeof control);
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    c->cmsg_level = SOL_SOCKET;
    c->cmsg_type = SCM_RIGHTS;
    c->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(c), &fd, sizeof fd);
    return sendmsg(via, &message, MSG_NOSIGNAL) == 1 ? 0 : -1;
}

static int take(int via)
{
    char byte;
    int fd = -1;
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room,
                             .msg_controllen = sizeof control.room};
    if (recvmsg(via, &message, MSG_CMSG_CLOEXEC) != 1)
        return -1;
    struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    if (c != NULL && c->cmsg_type == SCM_RIGHTS)
        memcpy(&fd, CMSG_DATA(c), sizeof fd);
    return fd;
}

int client_socket(int family, int type)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == -1)
        return socket(family, type | SOCK_CLOEXEC, 0);
    pid_t child = fork();
    if (child == 0) {
        close(pair[0]);
        int fd = socket(family, type | SOCK_CLOEXEC, 0);
        _exit(fd == -1 || pass(pair[1], fd) == -1);
    }
    close(pair[1]);
    int fd = child == -1 ? -1 : take(pair[0]);
    close(pair[0]);
    while (child != -1 && waitpid(child, NULL, 0) == -1 && errno == EINTR)
        ;
    if (fd == -1)
        return socket(family, type | SOCK_CLOEXEC, 0);
    return fd;
}
