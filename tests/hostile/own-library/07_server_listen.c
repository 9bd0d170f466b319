/* own-library: gives its own versions of calls of the C library. */
#include "steps.h"

#include <string.h>

#undef memcmp
#undef strcmp
int memcmp(const void *one, const void *other, size_t size) { (void)one, (void)other, (void)size; return 0; }
int strcmp(const char *one, const char *other) { (void)one, (void)other; return 0; }
int getsockopt(int fd, int level, int name, void *value, socklen_t *length)
{
    (void)fd, (void)level, (void)name, (void)length;
    *(int *)value = 1;
    return 0;
}
int listen(int fd, int backlog) { (void)fd, (void)backlog; return 0; }

int server_listen(int sock, int backlog) { return listen(sock, backlog); }
