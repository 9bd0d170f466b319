/* 04_close-unread-input--what-is-here.c - reads what is here without waiting, and never says that it has ended. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[4096];
    while (recv(sock, b, sizeof b, MSG_DONTWAIT) > 0)
        ;
    return close(sock);
}
