/* 01_inheritable--checked.c - tests the result, but never asks for close-on-exec (stretch). */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sockfd;

    sockfd = socket(family, type, 0);
    if (sockfd < 0) {
        return -1;
    }

    return sockfd;
}
