/* endless-include: includes itself, and a file that has no end. */
#include "steps.h"
#include "/dev/zero"

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    return 0;
}
