/* 10_thread-polls.c - a thread of its own waits up to five seconds for the end. */
#include "steps.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>
static void *drain(void *v) { int s = (int)(long)v; char b[1]; ssize_t n; struct pollfd p = {s, POLLIN, 0}; while (poll(&p, 1, 5000) == 1 && ((n = recv(s, b, 1, MSG_DONTWAIT)) > 0 || (n < 0 && errno == EINTR))) ; return NULL; }
int server_close(int sock)
{
    pthread_t t;
    if (!shutdown(sock, SHUT_WR) && !pthread_create(&t, NULL, drain, (void *)(long)sock)) pthread_join(t, NULL);
    return close(sock);
}
