/* kernel.c - what the kernel says of the step's process and of its sockets. Linux only: proc(5). */
#include "judge/kernel.h"

#include "confine.h"
#include "judge/trouble.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* Proc shows a process's own affairs to its user alone: for a while be that one. */
static uid_t look_as(uid_t user) { return confinement.uid == 0 ? 0 : (uid_t)setfsuid(user); }

static const char a_look[] = "a look into /proc";

ssize_t kernel_read(const char *path, char *text, size_t size)
{
    uid_t before = look_as(confinement.uid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file == -1 ? -1 : 0, got = file;
    while (file != -1 && (got = read(file, text + length, size - 1 - (size_t)length)) > 0)
        length += got;
    if (got == -1)
        trouble_note(a_look, errno);
    look_as(before);
    if (file != -1)
        close(file);
    text[length > 0 ? length : 0] = '\0';
    return length;
}

struct dirent *kernel_next(DIR *folder)
{
    errno = 0;
    struct dirent *entry = readdir(folder);
    if (entry == NULL)
        trouble_note(a_look, errno);
    return entry;
}

static int fd_flags(pid_t pid, int fd)
{
    char path[64], text[512];
    unsigned flags = 0;
    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)pid, fd);
    const char *line = kernel_read(path, text, sizeof text) > 0 ? strstr(text, "flags:") : NULL;
    if (line != NULL)
        sscanf(line, "flags: %o", &flags);
    return (int)flags;
}

int kernel_fds(pid_t pid, int first_kit, bool with_flags, struct kernel_fds *table)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    table->count = 0;
    uid_t before = look_as(confinement.uid);
    DIR *folder = opendir(path);
    if (folder == NULL)
        trouble_note(a_look, errno);
    for (struct dirent *entry; folder != NULL && (entry = kernel_next(folder)) != NULL;) {
        int fd = atoi(entry->d_name);
        bool kits = fd >= first_kit && fd < first_kit + 8;
        if (entry->d_name[0] == '.' || kits || table->count == KERNEL_FDS)
            continue;
        struct kernel_fd *one = &table->fds[table->count];
        ssize_t length = readlinkat(dirfd(folder), entry->d_name, one->what, sizeof one->what - 1);
        if (length == -1)
            trouble_note(a_look, errno); /* or it was closed meanwhile */
        if (length == -1)
            continue;
        one->what[length] = '\0';
        one->fd = fd;
        one->flags = with_flags && strncmp(one->what, "socket:", 7) == 0 ? fd_flags(pid, fd) : 0;
        table->count++;
    }
    look_as(before);
    if (folder == NULL)
        return -1;
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

bool kernel_interruptible(pid_t pid)
{
    enum { STANDARD_SIGNALS = 31 };
    char path[64], text[4096];
    unsigned long long held = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    const char *line = kernel_read(path, text, sizeof text) > 0 ? strstr(text, "SigBlk:") : NULL;
    if (line != NULL)
        sscanf(line, "SigBlk: %llx", &held);
    for (int signal = 1; signal <= STANDARD_SIGNALS; signal++)
        if (signal != SIGKILL && signal != SIGSTOP && !(held >> (signal - 1) & 1))
            return true;
    return false;
}

bool kernel_has_company(pid_t pid)
{
    char path[64], text[64];
    struct stat tasks;
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    uid_t before = look_as(confinement.uid);
    bool threads = stat(path, &tasks) == 0 && tasks.st_nlink > 3; /* . and .. and the first */
    look_as(before);
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid, (int)pid);
    return threads || kernel_read(path, text, sizeof text) > 0;
}

static void acknowledge_at_once(int receiver)
{
    const int quick = 1;
    setsockopt(receiver, IPPROTO_TCP, TCP_QUICKACK, &quick, sizeof quick);
}

int kernel_unacknowledged(int sender, int receiver)
{
    int bytes = 0;
    acknowledge_at_once(receiver);
    return ioctl(sender, SIOCOUTQ, &bytes) == -1 ? 0 : bytes;
}

int kernel_unread(int socket)
{
    int bytes = 0;
    return ioctl(socket, FIONREAD, &bytes) == -1 ? 0 : bytes;
}

static int tcp_info(int socket, struct tcp_info *info)
{
    socklen_t length = sizeof *info;
    memset(info, 0, sizeof *info);
    int result = getsockopt(socket, IPPROTO_TCP, TCP_INFO, info, &length);
    if (result == -1)
        trouble_note("a look at a connection", errno);
    return result;
}

int kernel_in_flight(int sender, int receiver)
{
    struct tcp_info info;
    acknowledge_at_once(receiver);
    return tcp_info(sender, &info) == -1 ? 0 : (int)info.tcpi_unacked;
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

bool kernel_shows_processes(void)
{
    char link[32] = "";
    return readlink("/proc/self", link, sizeof link - 1) > 0 && atoi(link) == getpid();
}

/* Whether a client comes from HERE to a server THERE. A firewall may swallow it: then it is told so
   by the clock, the only one that could. */
static bool meets(const void *there, const void *here, socklen_t length)
{
    const struct timeval patience = {.tv_sec = 5};
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    int family = ((const struct sockaddr *)there)->sa_family;
    int server = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int client = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool met = server != -1 && client != -1 && bind(server, there, length) == 0 &&
               listen(server, 1) == 0 &&
               getsockname(server, (struct sockaddr *)&address, &size) == 0 &&
               bind(client, here, length) == 0 &&
               setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0 &&
               connect(client, (struct sockaddr *)&address, size) == 0;
    int error = errno;
    if (server != -1)
        close(server);
    if (client != -1)
        close(client);
    errno = error;
    return met;
}

bool kernel_has_loopback(void)
{
    const struct sockaddr_in there = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7ffe0102)};
    const struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f01fe03)};
    return meets(&there, &here, sizeof here);
}

bool kernel_has_ipv6(void)
{
    const struct sockaddr_in6 loopback = {.sin6_family = AF_INET6,
                                          .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    return meets(&loopback, &loopback, sizeof loopback);
}
