/* plays-the-peer: a child finds the connection of the judge, and answers in its place. */
#include "steps.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    struct sockaddr_in peer, here;
    socklen_t length = sizeof peer;
    getpeername(conn, (struct sockaddr *)&peer, &length);
    length = sizeof here;
    getsockname(conn, (struct sockaddr *)&here, &length);
    int other = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(other, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(other, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    bind(other, (struct sockaddr *)&peer, sizeof peer);
    connect(other, (struct sockaddr *)&here, sizeof here);
    send(other, "all is well", 11, MSG_NOSIGNAL | MSG_DONTWAIT);
    close(other);
    return 17;
}
