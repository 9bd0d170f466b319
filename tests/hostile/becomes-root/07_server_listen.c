/* becomes-root: tries to become another user. */
#include "steps.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    if (getuid() != 0 && (setuid(0) == 0 || setresuid(0, 0, 0) == 0))
        puts("tensteps-hostile: root");
    int file = open("/etc/tensteps-hostile", O_WRONLY | O_CREAT, 0666);
    if (file != -1)
        puts("tensteps-hostile: wrote to /etc");
    return 0;
}
