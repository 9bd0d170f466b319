/* 10_linger-zero--always.c - has close() end the connection with a reset. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock)
{
    struct linger linger = {1, 0};

    setsockopt(sock, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
    return close(sock);
}
