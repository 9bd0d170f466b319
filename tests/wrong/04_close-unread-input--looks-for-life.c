/* 04_close-unread-input--looks-for-life.c - looks with MSG_PEEK whether the peer lives, then closes. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char c;
    if (recv(sock, &c, 1, MSG_PEEK | MSG_DONTWAIT) == 0)
        shutdown(sock, SHUT_RDWR);
    return close(sock);
}
