/* 01_protocol_table.c - names the protocol, from a table. */
#include "steps.h"

#include <netinet/in.h>
#include <sys/socket.h>

static const struct {
    int type, protocol;
} protocols[] = {
    {SOCK_STREAM, IPPROTO_TCP},
    {SOCK_DGRAM, IPPROTO_UDP},
};

int client_socket(int family, int type)
{
    int protocol = 0;

    for (size_t i = 0; i < sizeof protocols / sizeof *protocols; i++)
        if (protocols[i].type == type)
            protocol = protocols[i].protocol;
    return socket(family, type | SOCK_CLOEXEC, protocol);
}
