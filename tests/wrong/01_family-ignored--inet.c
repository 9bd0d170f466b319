/* 01_family-ignored--inet.c - makes an IPv4 socket whatever is asked for. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    (void)family;
    return socket(AF_INET, type | SOCK_CLOEXEC, 0);
}
