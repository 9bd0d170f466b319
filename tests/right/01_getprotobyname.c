/* 01_getprotobyname.c - looks the protocol's number up, and does without where it is not known. */
#include "steps.h"

#include <netdb.h>
#include <sys/socket.h>

static int protocol_of(int type)
{
    const char *name = type == SOCK_STREAM ? "tcp" : type == SOCK_DGRAM ? "udp" : NULL;
    struct protoent *entry = name == NULL ? NULL : getprotobyname(name);

    return entry == NULL ? 0 : entry->p_proto;
}

int client_socket(int family, int type)
{
    int protocol = protocol_of(type);

    return socket(family, type | SOCK_CLOEXEC, protocol);
}
