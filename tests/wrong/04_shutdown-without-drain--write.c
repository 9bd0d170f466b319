/* 04_shutdown-without-drain--write.c - half-closes, reads nothing, closes (stretch). */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    shutdown(sock, SHUT_WR);
    return close(sock);
}
