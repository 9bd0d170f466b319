/* 03_growing-store.c - a store of its own that grows; one block, whatever the calls. */
#include "steps.h"
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
__attribute__((constructor)) static void init(void) { signal(SIGPIPE, SIG_IGN); }
static char *stage; static size_t room;
ssize_t client_send(int sock, const void *data, size_t size)
{
    if (size > room) { char *n = realloc(stage, size); if (!n) return -1; stage = n; room = size; }
    if (size) memcpy(stage, data, size);
    for (size_t o = 0; o < size;) { ssize_t k = write(sock, stage + o, size - o); if (k >= 0) o += k; else if (errno != EINTR) return -1; }
    return size;
}
ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t o = 0; ssize_t k;
    for (; o < size; o += k) { k = read(sock, (char *)buffer + o, size - o); if (!k) break; if (k < 0) { if (errno == EINTR) { k = 0; continue; } if (o) break; return -1; } }
    return o;
}
