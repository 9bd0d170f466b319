/* parent-memory: writes into the memory of the process that looks after it. */
#include "steps.h"

#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Nobody but what this test has started is signalled: a world of its own, or the kit's stage. */
static int may(pid_t pid)
{
    char path[64], name[32] = "";
    snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
    FILE *file = fopen(path, "re");
    if (file != NULL && fgets(name, sizeof name, file) == NULL)
        name[0] = 0;
    if (file != NULL)
        fclose(file);
    return strncmp(name, "stage", 5) == 0;
}

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    char path[64], byte = 0;
    snprintf(path, sizeof path, "/proc/%d/mem", (int)getppid());
    int file = may(getppid()) ? open(path, O_RDWR) : -1;
    if (file != -1 && pread(file, &byte, 1, (off_t)(uintptr_t)&server_listen) == 1)
        puts("tensteps-hostile: read");
    struct iovec here = {&byte, 1}, there = {(void *)(uintptr_t)&server_listen, 1};
    if (may(getppid()) && syscall(SYS_process_vm_readv, getppid(), &here, 1, &there, 1, 0) == 1)
        puts("tensteps-hostile: read");
    return 0;
}
