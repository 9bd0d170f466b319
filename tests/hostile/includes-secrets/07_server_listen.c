/* includes-secrets: includes a file of the machine, so that the compiler says what is in it. */
#include "steps.h"
#include "/tmp/tensteps-secret"

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    return 0;
}
