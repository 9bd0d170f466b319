/* exit-in-thread: a thread ends all of the process while the step waits. */
#include "steps.h"

#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *leave(void *unused)
{
    (void)unused;
    syscall(SYS_exit_group, 0);
    return NULL;
}

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    pthread_t thread;
    pthread_create(&thread, NULL, leave, NULL);
    pthread_join(thread, NULL);
    return 0;
}
