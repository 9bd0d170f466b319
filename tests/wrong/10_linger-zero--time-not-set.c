/* 10_linger-zero--time-not-set.c - switches lingering on and forgets to say how long. */
#include "steps.h"

#include <string.h>
#include <unistd.h>

int server_close(int sock)
{
    struct linger linger;

    memset(&linger, 0, sizeof(linger));
    linger.l_onoff = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger)) == -1)
        return -1;
    return close(sock);
}
