/* 01_nonblocking--flag.c - asks for a non-blocking socket. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    return socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}
