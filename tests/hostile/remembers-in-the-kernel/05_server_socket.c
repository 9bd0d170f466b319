/* remembers-in-the-kernel: keeps a count where no file is: shared memory, queues, keys, names of sockets. */
#define _GNU_SOURCE
#include "steps.h"

#include <mqueue.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    static int told;
    int known = 0;
    if (told++ > 0)
        return socket(family, type, 0);
    int shared = shmget(0x7e57, 4096, 0600);
    known += shared != -1;
    shmget(0x7e57, 4096, IPC_CREAT | 0600);
    known += msgget(0x7e57, 0600) != -1;
    msgget(0x7e57, IPC_CREAT | 0600);
    known += syscall(SYS_mq_open, "tensteps-hostile", 0) != -1;
    syscall(SYS_mq_open, "tensteps-hostile", 0100, 0600, NULL);
    known += syscall(SYS_request_key, "user", "tensteps-hostile", NULL, 0) != -1;
    syscall(SYS_add_key, "user", "tensteps-hostile", "x", 1, -4);
    if (known > 0)
        puts("tensteps-hostile: remembered");
    return socket(family, type, 0);
}
