/* shut-everywhere: shuts every socket down. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int fd = 0; fd < 1200; fd++)
        shutdown(fd, SHUT_RDWR);
    return 0;
}
