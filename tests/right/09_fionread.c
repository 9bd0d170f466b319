/* 09_fionread.c - asks how much has come, and gets memory for that much. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>

ssize_t send_all(int conn, const char *data, size_t size)
{
    if (size == 0)
        return 0;

    ssize_t n = send(conn, data, size, MSG_NOSIGNAL);
    if (n == -1 && errno != EINTR)
        return -1;
    return send_all(conn, data + (n > 0 ? n : 0), size - (n > 0 ? n : 0));
}

static int waiting(int conn)
{
    struct pollfd ready = {.fd = conn, .events = POLLIN};
    int size = 0;

    while (poll(&ready, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (ioctl(conn, FIONREAD, &size) == -1)
        return -1;
    return size < 4096 ? size : 4096;
}

ssize_t server_process(int conn)
{
    ssize_t total = 0;

    for (;;) {
        int size = waiting(conn);
        if (size == -1)
            return -1;
        if (size == 0)
            size = 1; /* the end, or an error: recv() will tell */
        char *room = malloc(size);
        if (room == NULL)
            return -1;
        ssize_t n = recv(conn, room, size, 0);
        int error = errno, rc = n > 0 ? send_all(conn, room, n) : 0;
        if (rc == -1)
            error = errno;
        free(room);
        errno = error;
        if (n == -1 && error == EINTR)
            continue;
        if (n <= 0 || rc == -1)
            return n == 0 ? total : -1;
        total += n;
    }
}
