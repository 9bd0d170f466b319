/* forks_away.c - leaves processes behind that have a session of their own. Verdict: failed. */
#include "steps.h"

#include <signal.h>
#include <unistd.h>

static void misbehave(void)
{
    for (int child = 0; child < 8; child++)
        if (fork() == 0) {
            setsid();
            if (fork() != 0)
                _exit(0);
            signal(SIGTERM, SIG_IGN);
            signal(SIGHUP, SIG_IGN);
            for (;;)
                pause();
        }
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    (void)sock, (void)data, (void)size;
    misbehave();
    return -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    (void)sock, (void)buffer, (void)size;
    misbehave();
    return -1;
}
