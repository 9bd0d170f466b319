/* 01_type-ignored--switch.c - a switch that falls through: always a datagram socket. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int kind = type;

    switch (type) {
    case SOCK_STREAM:
        kind = SOCK_STREAM; /* fall through */
    case SOCK_DGRAM:
        kind = SOCK_DGRAM;
    }
    return socket(family, kind | SOCK_CLOEXEC, 0);
}
