/* 05_unnamed--option-result-kept-open.c - hands back what setsockopt() says. */
#include "steps.h"

int server_socket(int family, int type)
{
    int on = 1, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}
