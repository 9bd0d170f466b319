/* raw-network: makes raw sockets and listens to all that comes. */
#include "steps.h"

#include <netinet/in.h>
#include <stdio.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    if (socket(AF_INET, SOCK_RAW, IPPROTO_TCP) != -1 || socket(AF_PACKET, SOCK_RAW, 0) != -1)
        puts("tensteps-hostile: a raw socket");
    return 0;
}
