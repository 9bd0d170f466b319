/* 07_signals-held.c - no signal comes in between. */
#include "steps.h"

#include <errno.h>
#include <signal.h>

int server_listen(int sock, int backlog)
{
    sigset_t all, old;
    int rc, saved;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &old);
    rc = listen(sock, backlog < 1 ? 1 : backlog);
    saved = errno;
    sigprocmask(SIG_SETMASK, &old, NULL);
    errno = saved;
    return rc;
}
