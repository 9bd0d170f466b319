/* new-worlds: makes namespaces of its own, and becomes root there. */
#include "steps.h"

#include <stdio.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    if (syscall(SYS_unshare, 0x10000000) == 0) /* CLONE_NEWUSER */
        puts("tensteps-hostile: a new world");
    if (mount("none", "/tmp", "tmpfs", 0, "") == 0 || chroot("/tmp") == 0)
        puts("tensteps-hostile: mounted");
    return 0;
}
