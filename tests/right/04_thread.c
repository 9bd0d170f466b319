/* 04_thread.c - a thread ends the connection and is joined. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

/* The end goes out, and what the peer still sends comes in, until it ends too. */
static void end_both_ways(int sock)
{
    char rest[4096];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == -1)
        return;
    do
        n = recv(sock, rest, sizeof rest, 0);
    while (n > 0 || (n == -1 && errno == EINTR));
}

struct order {
    int sock, result, error;
};

static void *run(void *argument)
{
    struct order *order = argument;

    end_both_ways(order->sock);
    order->result = close(order->sock);
    order->error = errno;
    return NULL;
}

int client_close(int sock)
{
    struct order order = {.sock = sock, .result = -1};
    pthread_t thread;

    int error = pthread_create(&thread, NULL, run, &order);
    if (error == 0) {
        pthread_join(thread, NULL);
        error = order.error;
    }
    if (order.result == -1)
        errno = error;
    return order.result;
}
