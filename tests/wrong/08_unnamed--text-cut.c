/* 08_unnamed--text-cut.c - keeps fourteen characters of an IPv4 address. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

int server_accept(int sock, struct peer *peer)
{
    struct sockaddr_storage address;
    socklen_t length;
    int conn;

    do {
        length = sizeof address;
        conn = accept4(sock, (struct sockaddr *)&address, &length, SOCK_CLOEXEC);
    } while (conn == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (conn == -1 || peer == NULL)
        return conn;
    memset(peer, 0, sizeof *peer);
    if (address.ss_family == AF_INET6) {
        struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address;
        inet_ntop(AF_INET6, &six->sin6_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(six->sin6_port);
    } else {
        struct sockaddr_in *four = (struct sockaddr_in *)&address;
        char text[INET_ADDRSTRLEN];
        inet_ntop(AF_INET, &four->sin_addr, text, sizeof text);
        strncpy(peer->ip, text, 14);
        peer->port = ntohs(four->sin_port);
    }
    return conn;
}
