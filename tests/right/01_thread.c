/* 01_thread.c - a thread makes the socket and is joined. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>

struct order {
    int family, type, sock, error;
};

static void *make(void *argument)
{
    struct order *order = argument;

    order->sock = socket(order->family, order->type | SOCK_CLOEXEC, 0);
    order->error = errno;
    return NULL;
}

int client_socket(int family, int type)
{
    struct order order = {.family = family, .type = type, .sock = -1};
    pthread_t thread;

    int error = pthread_create(&thread, NULL, make, &order);
    if (error != 0) {
        errno = error;
        return -1;
    }
    pthread_join(thread, NULL);
    if (order.sock == -1)
        errno = order.error;
    return order.sock;
}
