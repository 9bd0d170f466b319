/* 07_exits--thread-exit.c - ends its thread, which is the only one, for a bad backlog. */
#include "steps.h"

#include <pthread.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1) {
        listen(sock, 1);
        pthread_exit(NULL);
    }
    return listen(sock, backlog);
}
