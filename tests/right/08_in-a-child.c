/* 08_in-a-child.c - a child process accepts and hands the connection over; it is waited for. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct word {
    int error;
    struct sockaddr_storage from;
};

union room {
    struct cmsghdr align;
    char bytes[CMSG_SPACE(sizeof(int))];
};

static void child_main(int listener, int channel)
{
    struct word word = {.error = 0};
    socklen_t size = sizeof word.from;
    int conn;

    do
        conn = accept4(listener, (struct sockaddr *)&word.from, &size, SOCK_CLOEXEC);
    while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));

    union room room = {.bytes = {0}};
    struct iovec piece = {.iov_base = &word, .iov_len = sizeof word};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    if (conn == -1) {
        word.error = errno;
    } else {
        message.msg_control = &room;
        message.msg_controllen = sizeof room;
        *CMSG_FIRSTHDR(&message) = (struct cmsghdr){
            .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
        memcpy(CMSG_DATA(CMSG_FIRSTHDR(&message)), &conn, sizeof conn);
    }
    while (sendmsg(channel, &message, MSG_NOSIGNAL) == -1 && errno == EINTR)
        ;
    _exit(0);
}

static int take(int channel, struct word *word)
{
    union room room;
    struct iovec piece = {.iov_base = word, .iov_len = sizeof *word};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = &room, .msg_controllen = sizeof room};
    int conn = -1;
    ssize_t size;

    do
        size = recvmsg(channel, &message, MSG_CMSG_CLOEXEC);
    while (size == -1 && errno == EINTR);
    if (size == -1)
        word->error = errno;
    else if (size != sizeof *word)
        word->error = EIO;
    else if (word->error == 0) {
        if (CMSG_FIRSTHDR(&message) != NULL)
            memcpy(&conn, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof conn);
        else
            word->error = EMFILE; /* the kernel drops what it cannot install */
    }
    return conn;
}

int server_accept(int listener, struct peer *peer)
{
    struct word word = {.error = 0};
    int pair[2], conn = -1, listens = 0;
    socklen_t size = sizeof listens;

    if (getsockopt(listener, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == -1)
        return -1;
    if (!listens) {
        errno = EINVAL;
        return -1;
    }
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == -1)
        return -1;
    pid_t child = fork();
    if (child == 0)
        child_main(listener, pair[1]);
    if (child == -1)
        word.error = errno;
    close(pair[1]);
    if (child != -1) {
        conn = take(pair[0], &word);
        while (waitpid(child, NULL, 0) == -1 && errno == EINTR)
            ;
    }
    close(pair[0]);
    if (conn != -1 && peer != NULL) {
        struct sockaddr_in *four = (struct sockaddr_in *)&word.from;
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)&word.from;
        int is_six = word.from.ss_family == AF_INET6;

        peer->port = ntohs(four->sin_port);
        inet_ntop(word.from.ss_family, is_six ? (void *)&six->sin6_addr : &four->sin_addr, peer->ip,
                  sizeof peer->ip);
    }
    errno = word.error;
    return conn;
}
