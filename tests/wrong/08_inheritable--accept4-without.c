/* 08_inheritable--accept4-without.c - calls accept4() without the flag. */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <unistd.h>

static int name_client(int conn, struct peer *peer)
{
    struct sockaddr_storage name;
    socklen_t size = sizeof(name);
    char port[8];

    if (getpeername(conn, (struct sockaddr *)&name, &size) == -1)
        return -1;
    if (getnameinfo((struct sockaddr *)&name, size, peer->ip, sizeof(peer->ip), port, sizeof(port),
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
        errno = EINVAL;
        return -1;
    }
    peer->port = atoi(port);
    return 0;
}

int server_accept(int listener, struct peer *peer)
{
    for (;;) {
        int conn = accept4(listener, NULL, NULL, 0);
        if (conn == -1 && (errno == EINTR || errno == ECONNABORTED))
            continue;
        if (conn == -1 || peer == NULL)
            return conn;
        if (name_client(conn, peer) == 0)
            return conn;

        int saved = errno;
        close(conn);
        errno = saved;
        if (saved != ENOTCONN) /* it has gone already: wait for the next one */
            return -1;
    }
}
