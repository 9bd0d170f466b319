/* kernel.c - what the kernel says of the step's process and of its sockets. Linux only: proc(5). */
#include "judge/kernel.h"

#include <dirent.h>
#include <errno.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Reads a small file of /proc; its length, or -1. */
static ssize_t read_small(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return -1;
    size_t got = fread(text, 1, size - 1, file);
    text[got] = '\0';
    fclose(file);
    return (ssize_t)got;
}

static int fd_flags(pid_t pid, int fd)
{
    char path[64], text[512];
    unsigned flags = 0;
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)pid, fd);
    const char *line = read_small(path, text, sizeof text) > 0 ? strstr(text, "flags:") : NULL;
    if (line != NULL)
        sscanf(line, "flags: %o", &flags);
    return (int)flags;
}

int kernel_fds(pid_t pid, int limit, bool with_flags, struct kernel_fds *table)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    table->count = 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return -1;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        int fd = atoi(entry->d_name);
        if (entry->d_name[0] == '.' || fd >= limit || table->count == KERNEL_FDS)
            continue;
        struct kernel_fd *one = &table->fds[table->count];
        char link[300];
        snprintf(link, sizeof link, "/proc/%d/fd/%s", (int)pid, entry->d_name);
        ssize_t length = readlink(link, one->what, sizeof one->what - 1);
        if (length == -1)
            continue;
        one->what[length] = '\0';
        one->fd = fd;
        one->flags = with_flags && strncmp(one->what, "socket:", 7) == 0 ? fd_flags(pid, fd) : 0;
        table->count++;
    }
    closedir(folder);
    return 0;
}

const struct kernel_fd *kernel_fd_find(const struct kernel_fds *table, int fd)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->fds[i].fd == fd)
            return &table->fds[i];
    return NULL;
}

/* The system calls in which a thread waits; the others are taken for work. */
enum wait_kind { WAITS_INPUT, WAITS_OUTPUT, WAITS_EITHER, WAITS_CLIENT, WAITS_OTHERS };
static const struct {
    long number;
    enum wait_kind kind;
} waiting_calls[] = {
    {SYS_read, WAITS_INPUT},           {SYS_readv, WAITS_INPUT},
    {SYS_recvfrom, WAITS_INPUT},       {SYS_recvmsg, WAITS_INPUT},
    {SYS_splice, WAITS_EITHER},        {SYS_write, WAITS_OUTPUT},
    {SYS_writev, WAITS_OUTPUT},        {SYS_sendto, WAITS_OUTPUT},
    {SYS_sendmsg, WAITS_OUTPUT},       {SYS_sendfile, WAITS_OUTPUT},
    {SYS_accept4, WAITS_CLIENT},       {SYS_ppoll, WAITS_EITHER},
    {SYS_pselect6, WAITS_EITHER},      {SYS_epoll_pwait, WAITS_EITHER},
    {SYS_futex, WAITS_OTHERS},         {SYS_wait4, WAITS_OTHERS},
    {SYS_waitid, WAITS_OTHERS},        {SYS_connect, WAITS_OUTPUT},
    {SYS_rt_sigsuspend, WAITS_OTHERS}, {SYS_rt_sigtimedwait, WAITS_OTHERS},
#ifdef SYS_poll
    {SYS_poll, WAITS_EITHER},          {SYS_select, WAITS_EITHER},
    {SYS_epoll_wait, WAITS_EITHER},    {SYS_accept, WAITS_CLIENT},
    {SYS_pause, WAITS_OTHERS},
#endif
};

/* Adds one thread to WAIT; false if it is at work. */
static bool add_thread(pid_t pid, const char *task, int control, struct kernel_wait *wait)
{
    char path[320], text[4096];
    long number = -1;
    unsigned long argument = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, task);
    if (read_small(path, text, sizeof text) < 0)
        return true; /* gone meanwhile: the count of switches will tell */
    const char *state = strstr(text, "State:\t");
    for (const char *line = text; (line = strstr(line, "voluntary_ctxt_switches:")) != NULL; line++)
        wait->turns += strtoul(line + strlen("voluntary_ctxt_switches:"), NULL, 10);
    if (state != NULL && (state[7] == 'Z' || state[7] == 'X'))
        return true;
    if (state == NULL || state[7] != 'S')
        return false;
    snprintf(path, sizeof path, "/proc/%d/task/%s/syscall", (int)pid, task);
    if (read_small(path, text, sizeof text) <= 0) {
        wait->input = wait->output = wait->accepting = true; /* not told: it may be any of them */
        return true;
    }
    if (sscanf(text, "%ld 0x%lx", &number, &argument) < 1 || number == -1)
        return false;
    if (number == SYS_recvmsg && (int)argument == control)
        return false;
    for (size_t i = 0; i < sizeof waiting_calls / sizeof waiting_calls[0]; i++) {
        enum wait_kind kind = waiting_calls[i].kind;
        if (waiting_calls[i].number != number)
            continue;
        wait->input |= kind == WAITS_INPUT || kind == WAITS_EITHER;
        wait->output |= kind == WAITS_OUTPUT || kind == WAITS_EITHER;
        wait->accepting |= kind == WAITS_CLIENT || kind == WAITS_EITHER;
        if (kind == WAITS_INPUT || kind == WAITS_OUTPUT || kind == WAITS_CLIENT)
            wait->fd = (int)argument;
        return true;
    }
    return false;
}

static bool add_process(pid_t pid, int control, int depth, struct kernel_wait *wait)
{
    char path[320], text[1024];
    bool all = true;
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    for (struct dirent *task; tasks != NULL && (task = readdir(tasks)) != NULL;) {
        if (task->d_name[0] == '.')
            continue;
        all &= add_thread(pid, task->d_name, control, wait);
        snprintf(path, sizeof path, "/proc/%d/task/%s/children", (int)pid, task->d_name);
        if (depth == 0 || read_small(path, text, sizeof text) <= 0)
            continue;
        char *rest = text;
        for (long child; (child = strtol(rest, &rest, 10)) > 0;)
            all &= add_process((pid_t)child, control, depth - 1, wait);
    }
    if (tasks != NULL)
        closedir(tasks);
    return all;
}

/* It has ended, and the server is about to say so. */
static bool is_over(pid_t pid)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    const char *state = read_small(path, text, sizeof text) > 0 ? strrchr(text, ')') : NULL;
    return state == NULL || state[2] == 'Z' || state[2] == 'X';
}

struct kernel_wait kernel_wait(pid_t pid, int control)
{
    struct kernel_wait wait = {.fd = -1};
    wait.blocked = add_process(pid, control, 3, &wait) && !is_over(pid);
    return wait;
}

int kernel_unacknowledged(int sender, int receiver)
{
    int bytes = 0, quick = 1;
    setsockopt(receiver, IPPROTO_TCP, TCP_QUICKACK, &quick, sizeof quick);
    return ioctl(sender, SIOCOUTQ, &bytes) == -1 ? 0 : bytes;
}

static int tcp_info(int socket, struct tcp_info *info)
{
    socklen_t length = sizeof *info;
    memset(info, 0, sizeof *info);
    return getsockopt(socket, IPPROTO_TCP, TCP_INFO, info, &length);
}

int kernel_tcp_state(int socket)
{
    struct tcp_info info;
    return tcp_info(socket, &info) == -1 ? -1 : info.tcpi_state;
}

int kernel_queue(int listener, int *waiting, int *backlog)
{
    struct tcp_info info;
    if (tcp_info(listener, &info) == -1)
        return -1;
    *waiting = (int)info.tcpi_unacked; /* what these two mean on a listener: net/ipv4/tcp.c */
    *backlog = (int)info.tcpi_sacked;
    return 0;
}

bool kernel_has_ipv6(void)
{
    struct sockaddr_in6 loopback = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return false;
    bool works = bind(fd, (struct sockaddr *)&loopback, sizeof loopback) == 0;
    close(fd);
    return works;
}
