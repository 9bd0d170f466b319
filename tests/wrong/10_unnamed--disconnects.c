/* 10_unnamed--disconnects.c - dissolves the connection by connecting it to nowhere. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock)
{
    struct sockaddr nowhere = {.sa_family = AF_UNSPEC};

    connect(sock, &nowhere, sizeof nowhere);
    return close(sock);
}
