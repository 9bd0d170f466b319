/* 07_in-a-thread.c - a thread calls listen() and is joined. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>

static void *run(void *argument)
{
    int *word = argument; /* in: socket, backlog; out: the error */

    word[2] = listen(word[0], word[1]) == -1 ? errno : 0;
    return NULL;
}

int server_listen(int sock, int backlog)
{
    int word[3] = {sock, backlog < 1 ? 1 : backlog, 0};
    pthread_t thread;

    errno = pthread_create(&thread, NULL, run, word);
    if (errno != 0)
        return -1;
    errno = pthread_join(thread, NULL);
    if (errno == 0)
        errno = word[2];
    return errno == 0 ? 0 : -1;
}
