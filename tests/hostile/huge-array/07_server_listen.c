/* huge-array: an array of which the library is made, 1 GiB of it. */
#include "steps.h"

static const char filling[1 << 30] = {1};

int server_listen(int sock, int backlog)
{
    (void)sock;
    return filling[backlog & 1] * 0;
}
