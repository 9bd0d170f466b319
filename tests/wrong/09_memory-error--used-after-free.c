/* 09_memory-error--used-after-free.c - frees a message before it sends it. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>

ssize_t server_process(int conn)
{
    ssize_t total = 0;

    for (;;) {
        char *message = malloc(2048);
        if (message == NULL)
            return -1;
        ssize_t got = recv(conn, message, 2048, 0);
        int saved = errno;
        free(message);
        errno = saved;
        if (got == -1 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 ? total : -1;
        for (ssize_t sent = 0, n; sent<got; sent += n> 0 ? n : 0) {
            n = send(conn, message + sent, got - sent, MSG_NOSIGNAL);
            if (n == -1 && errno != EINTR)
                return -1;
        }
        total += got;
    }
}
