/* 08_plain.c - core only: accept() and inet_ntoa(), as the first chapter of a book has it. */
#include "steps.h"

#include <arpa/inet.h>
#include <string.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_in client;
    socklen_t length = sizeof client;
    int conn = accept(listener, (struct sockaddr *)&client, &length);

    if (conn >= 0 && peer) {
        strcpy(peer->ip, inet_ntoa(client.sin_addr));
        peer->port = ntohs(client.sin_port);
    }
    return conn;
}
