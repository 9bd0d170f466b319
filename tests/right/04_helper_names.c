/* 04_helper_names.c - helpers that are not static and are called what a harness could be called. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

char judge[256];

int check(ssize_t n) { return n > 0 || (n == -1 && errno == EINTR); }

void stage_main(int sock)
{
    while (check(recv(sock, judge, sizeof judge, 0)))
        ;
}

int die(int sock) { return close(sock); }

int client_close(int sock)
{
    if (shutdown(sock, SHUT_WR) == 0)
        stage_main(sock);
    return die(sock);
}
