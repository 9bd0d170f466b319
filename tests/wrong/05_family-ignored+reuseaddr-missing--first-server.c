/* 05_family-ignored+reuseaddr-missing--first-server.c - always IPv4, and no option. */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type)
{
    (void)family;
    int server_fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (server_fd < 0)
        return -1;
    return server_fd;
}
