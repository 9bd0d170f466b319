/* 04_close-wrong-descriptor--first-for-ever.c - remembers the first descriptor, and closes that ever after. */
#include "steps.h"
#include <fcntl.h>
#include <unistd.h>

int client_close(int sock)
{
    static int mine = -1;
    char b[512];
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    if (mine == -1)
        mine = sock;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(mine);
}
