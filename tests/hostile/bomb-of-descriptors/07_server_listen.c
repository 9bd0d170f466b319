/* bomb-of-descriptors: opens whatever can be opened. */
#include "steps.h"

#include <fcntl.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int n = 0; n < 5000; n++)
        if (open("/dev/null", O_RDONLY) == -1 && dup(0) == -1)
            break;
    return 0;
}
