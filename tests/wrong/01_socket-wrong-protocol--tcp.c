/* 01_socket-wrong-protocol--tcp.c - asks for TCP also where datagrams are wanted. */
#include "steps.h"

#include <netinet/in.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, IPPROTO_TCP);

    if (sock == -1)
        return -1;
    return sock;
}
