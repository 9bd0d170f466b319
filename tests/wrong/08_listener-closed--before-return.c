/* 08_listener-closed--before-return.c - closes the listener: one client is enough. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;
    int conn;

    while ((conn = accept4(listener, (struct sockaddr *)&from, &length, SOCK_CLOEXEC)) == -1) {
        if (errno != EINTR && errno != ECONNABORTED)
            return -1;
        length = sizeof from;
    }
    close(listener);
    if (peer != NULL) {
        if (from.ss_family == AF_INET6) {
            struct sockaddr_in6 *six = (struct sockaddr_in6 *)&from;
            inet_ntop(AF_INET6, &six->sin6_addr, peer->ip, sizeof peer->ip);
            peer->port = ntohs(six->sin6_port);
        } else {
            struct sockaddr_in *four = (struct sockaddr_in *)&from;
            inet_ntop(AF_INET, &four->sin_addr, peer->ip, sizeof peer->ip);
            peer->port = ntohs(four->sin_port);
        }
    }
    return conn;
}
