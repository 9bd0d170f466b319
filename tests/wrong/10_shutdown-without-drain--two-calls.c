/* 10_shutdown-without-drain--two-calls.c - half-closes and does not read to the client's end. */
#include "steps.h"

#include <unistd.h>

int server_close(int sock)
{
    shutdown(sock, SHUT_WR);
    return close(sock);
}
