/* exit-handler: leaves a handler that ends the process well, and crashes. */
#include "steps.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void well(void) { _exit(0); }
static void caught(int number) { (void)number, _exit(0); }
__attribute__((constructor)) static void first(void) { signal(SIGABRT, caught); }

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    atexit(well);
    abort();
    return 0;
}
