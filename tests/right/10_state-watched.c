/* 10_state-watched.c - asks TCP_INFO for the state between the reads. */
#include "steps.h"
#include <netinet/tcp.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[256];
    struct tcp_info info;
    socklen_t len = sizeof info;
    if (getsockopt(sock, IPPROTO_TCP, TCP_INFO, &info, &len) == 0 && info.tcpi_state != TCP_LISTEN &&
        info.tcpi_state != TCP_CLOSE) {
        shutdown(sock, SHUT_WR);
        while (recv(sock, b, sizeof b, 0) > 0)
            ;
    }
    return close(sock);
}
