/* visits-neighbours: connects to every server on this machine. */
#include "steps.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int port = 1; port < 65536; port++) {
        struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
        int out = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(out, (struct sockaddr *)&there, sizeof there) == 0 && port == 39999)
            puts("tensteps-hostile: a neighbour");
        close(out);
    }
    return 0;
}
