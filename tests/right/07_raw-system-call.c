/* 07_raw-system-call.c - asks the kernel without the C library's wrapper. */
#include "steps.h"

#include <sys/syscall.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    return (int)syscall(SYS_listen, sock, backlog);
}
