/* 01_descriptor-leaked--dup-failure.c - leaves the first number open when there is no second. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int first = socket(family, type | SOCK_CLOEXEC, 0);
    if (first == -1)
        return -1;
    int second = fcntl(first, F_DUPFD_CLOEXEC, 3);
    if (second == -1)
        return -1;
    close(first);
    return second;
}
