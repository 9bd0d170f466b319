/* bomb-of-threads: starts 2000 threads. */
#include "steps.h"

#include <pthread.h>
#include <unistd.h>

static void *sleeps(void *unused)
{
    sleep(5);
    return unused;
}

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    pthread_attr_t small;
    pthread_t thread;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 65536);
    for (int n = 0; n < 2000; n++)
        pthread_create(&thread, &small, sleeps, NULL);
    return 0;
}
