/* 08_in-a-thread.c - a thread accepts and is joined. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <unistd.h>

struct call {
    int listener, conn, error;
    struct sockaddr_storage from;
};

static void *stage_main(void *argument)
{
    struct call *call = argument;
    socklen_t size = sizeof(call->from);

    call->conn = accept4(call->listener, (struct sockaddr *)&call->from, &size, SOCK_CLOEXEC);
    call->error = errno;
    return NULL;
}

static int describe(const struct call *call, struct peer *peer)
{
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)&call->from;
    const struct sockaddr_in *four = (const struct sockaddr_in *)&call->from;
    const void *address =
        six->sin6_family == AF_INET6 ? (const void *)&six->sin6_addr : &four->sin_addr;

    peer->port = ntohs(four->sin_port);
    return inet_ntop(six->sin6_family, address, peer->ip, sizeof(peer->ip)) == NULL ? -1 : 0;
}

int server_accept(int listener, struct peer *peer)
{
    struct call call = {.listener = listener};
    pthread_t thread;

    do {
        int rc = pthread_create(&thread, NULL, stage_main, &call);
        if (rc == 0)
            rc = pthread_join(thread, NULL);
        if (rc != 0) {
            errno = rc;
            return -1;
        }
    } while (call.conn == -1 && (call.error == EINTR || call.error == ECONNABORTED));
    if (call.conn != -1 && peer != NULL && describe(&call, peer) == -1) {
        close(call.conn);
        return -1;
    }
    errno = call.error;
    return call.conn;
}
