/* long-jump: jumps to a place that was never set. */
#include "steps.h"

#include <setjmp.h>
#include <string.h>

static jmp_buf place;

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    memset(&place, 0, sizeof place);
    longjmp(place, 1);
    return 0;
}
