/* goes-outside: connects to a machine outside, and asks a name server. */
#include "steps.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(53)};
    inet_pton(AF_INET, "192.0.2.1", &there.sin_addr);
    int out = socket(AF_INET, SOCK_DGRAM, 0);
    if (connect(out, (struct sockaddr *)&there, sizeof there) == 0)
        puts("tensteps-hostile: a way outside");
    close(out);
    return 0;
}
