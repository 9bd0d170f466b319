/* waiting-include: includes what the terminal says. */
#include "steps.h"
#include "/dev/tty"
#include "/dev/stdin"

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    return 0;
}
