/* 10_descriptor-leaked--epoll-on-failure.c - closes the epoll descriptor it waits with only when
   all went well. */
#include "steps.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    struct epoll_event event = {.events = EPOLLIN};
    int set = epoll_create1(EPOLL_CLOEXEC);

    if (set == -1 || epoll_ctl(set, EPOLL_CTL_ADD, sock, &event) == -1)
        return -1;
    if (shutdown(sock, SHUT_WR) == 0)
        for (;;) {
            ssize_t got = recv(sock, rest, sizeof(rest), 0);
            if (got == 0 || (got == -1 && errno != EINTR))
                break;
        }
    close(set);
    return close(sock);
}
