/* 05_thread.c - a thread makes the socket and is joined. */
#include "steps.h"

#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
    int family, type, sock, error;
};

static void *make_server(void *argument)
{
    struct server *server = argument;
    int on = 1;

    server->sock = socket(server->family, server->type | SOCK_CLOEXEC, 0);
    server->error = errno;
    if (server->sock == -1 ||
        setsockopt(server->sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0)
        return NULL;
    server->error = errno;
    close(server->sock);
    server->sock = -1;
    return NULL;
}

int server_socket(int family, int type)
{
    struct server server = {.family = family, .type = type, .sock = -1};
    pthread_t thread;

    int error = pthread_create(&thread, NULL, make_server, &server);
    if (error != 0) {
        errno = error;
        return -1;
    }
    pthread_join(thread, NULL);
    if (server.sock == -1)
        errno = server.error;
    return server.sock;
}
