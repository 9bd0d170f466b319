/* 10_stuck--queue-accepted.c - takes clients out of the queue until none is left; then accept() waits. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    int conn;
    while ((conn = accept4(sock, NULL, NULL, SOCK_CLOEXEC)) >= 0)
        close(conn);
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
