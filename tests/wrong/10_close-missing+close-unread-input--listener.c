/* 10_close-missing+close-unread-input--listener.c - a listener is left, a connection just closed. */
#include "steps.h"
#include <unistd.h>

int server_close(int sock)
{
    int on = 0;
    socklen_t len = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &on, &len) == 0 && on)
        return 0;
    return close(sock);
}
