/* closed-everywhere: closes every descriptor. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int fd = 0; fd < 1200; fd++)
        close(fd);
    return 0;
}
