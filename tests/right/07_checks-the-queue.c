/* 07_checks-the-queue.c - asks the kernel how many places it keeps. */
#include "steps.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>

int server_listen(int sock, int backlog)
{
    int wanted = backlog < 1 ? 1 : backlog;
    if (listen(sock, wanted) == -1)
        return -1;

    struct tcp_info info;
    socklen_t len = sizeof info;
    memset(&info, 0, sizeof info);
    if (getsockopt(sock, IPPROTO_TCP, TCP_INFO, &info, &len) == 0 && info.tcpi_sacked == 0)
        return listen(sock, wanted);
    return 0;
}
