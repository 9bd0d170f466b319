/* exit-in-step: ends the process with status 0 before the step returns. */
#include "steps.h"

#include <stdlib.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    exit(0);
    return 0;
}
