/* other-ways: goes by doors of the kernel that few programs use. */
#include "steps.h"

#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    char room[256] = {0};
    const long doors[] = {425 /* io_uring_setup */, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key};
    for (int n = 0; n < 6; n++)
        if (syscall(doors[n], n == 0 ? 8 : 0, room, sizeof room, -1, 0) >= 0)
            printf("tensteps-hostile: door %d\n", n);
    return 0;
}
