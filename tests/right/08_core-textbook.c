/* 08_core-textbook.c - core only: the textbook's accept(), with an IPv4 address and no loop. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_in cliaddr;
    socklen_t clilen = sizeof(cliaddr);
    int connfd;

    if ((connfd = accept(listener, (struct sockaddr *)&cliaddr, &clilen)) < 0)
        return -1;
    if (peer != NULL) {
        inet_ntop(AF_INET, &cliaddr.sin_addr, peer->ip, sizeof(peer->ip));
        peer->port = ntohs(cliaddr.sin_port);
    }
    return connfd;
}
