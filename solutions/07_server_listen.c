/* 07_server_listen.c - lesson 7, server step 3: listen for clients. */
#include "steps.h"

/*
 * A negative backlog would stand for the most that the system allows, so it is raised here as well
 * as 0. A backlog above that most is cut down to it by the kernel, silently.
 */
int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    return listen(sock, backlog);
}
