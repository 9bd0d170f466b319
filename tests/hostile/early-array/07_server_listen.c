/* early-array: runs before every constructor, by the list that the loader reads. */
#include "steps.h"

#include <signal.h>
#include <unistd.h>

static void first(void)
{
    for (int number = 1; number < 32; number++)
        signal(number, SIG_IGN);
    for (int fd = 3; fd < 1100; fd++)
        close(fd);
}
__attribute__((section(".init_array"), used)) static void (*const early)(void) = first;

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    return 0;
}
