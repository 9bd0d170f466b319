/* 04_shutdown-without-drain--no-wait.c - reads what is there, waits for nothing (stretch). */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    char rest[4096];

    if (shutdown(sock, SHUT_WR) == 0)
        while (recv(sock, rest, sizeof rest, MSG_DONTWAIT) > 0)
            ;
    return close(sock);
}
