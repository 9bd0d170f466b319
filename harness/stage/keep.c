/* keep.c - what keeps a step in where its process has a world of its own: a sandbox. Linux only:
 * user_namespaces(7), mount_namespaces(7), seccomp(2). */
#include "stage/keep.h"

#include "stage/owner.h"
#include "stage/wire.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    MOST_RULES = 4096,
    MOST_PROCESSES = 64,      /* threads, too; the server of the lesson is one of them */
    MOST_MEMORY = 1536 << 10, /* kibibytes that all processes of a run have for themselves */
    WATCH_MS = 20,
};

static const char *const scratch[] = {"/tmp", "/dev/shm"};
static struct sock_filter rules[MOST_RULES];
static struct sock_fprog filter = {.filter = rules};

static bool own_world, own_scratch;

/* The first process of a world is one that a sandbox has made: at home there is another. */
void keep_start(void) { own_world = getpid() == 1; }

int keep_interval(void) { return own_world || filter.len > 0 ? WATCH_MS : -1; }

void keep_filter(int file)
{
    ssize_t got = pread(file, rules, sizeof rules, 0);
    filter.len = got > 0 ? (unsigned short)((size_t)got / sizeof rules[0]) : 0;
    close(file);
}

/* --- folders for temporary files -------------------------------------------------------------- */

static int drop_rights(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[2] = {{0}, {0}};
    for (int right = 0; right <= CAP_LAST_CAP; right++)
        prctl(PR_CAPBSET_DROP, right, 0, 0, 0);
    return (int)syscall(SYS_capset, &header, none);
}

int keep_begin(void)
{
    if (!own_world)
        return 0;
    if (owner_unshare(CLONE_NEWNS) == -1) /* in which it may mount */
        return -1;
    for (size_t i = 0; i < sizeof scratch / sizeof scratch[0]; i++)
        if (mount("tmpfs", scratch[i], "tmpfs", MS_NOSUID | MS_NODEV, "size=16m,mode=1777") == -1)
            return -1;
    own_scratch = true;
    /* Nobody reads this process's memory, or stops it with a debugger. */
    return drop_rights() == -1 ? -1 : prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind;
    return place->level == 0 ? 0 : (remove(path), 0);
}

void keep_sweep(void)
{
    if (own_world && getpid() == 1)
        kill(-1, SIGKILL);
}

void keep_tidy(void)
{
    for (size_t i = 0; own_scratch && i < sizeof scratch / sizeof scratch[0]; i++) {
        struct stat status; /* a folder in which nothing was ever made is not walked through */
        if (stat(scratch[i], &status) == 0)
            nftw(scratch[i], remove_one, 16, FTW_DEPTH | FTW_PHYS);
    }
}

/* --- a run ------------------------------------------------------------------------------------ */

int keep_in(void)
{
    const struct rlimit processes = {MOST_PROCESSES, MOST_PROCESSES};
    if (keep_interval() == -1)
        return 0;
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* unlike the server: the judge asks what it waits for */
    if (setrlimit(RLIMIT_NPROC, &processes) == -1 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
        return -1;
    if (filter.len == 0)
        return 0;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
}

/* Kibibytes in the line of a file of /proc/PID that begins with NAME; 0. */
static long kibibytes(const char *pid, const char *file, const char *name)
{
    char path[300], line[256];
    long found = 0;
    snprintf(path, sizeof path, "/proc/%s/%s", pid, file);
    FILE *lines = fopen(path, "re");
    while (lines != NULL && found == 0 && fgets(line, sizeof line, lines) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            found = strtol(line + strlen(name), NULL, 10);
    if (lines != NULL)
        fclose(lines);
    return found;
}

static bool is_of_the_step(const char *pid)
{
    int number = atoi(pid);
    return number > 0 && number != getpid() && (!own_world || number != 1);
}

/* Of all other processes. What is shared with this one, as a fork shares it, is counted only where
   the quick sum is too much. */
static long memory_of_all(const char *file, const char *name, long enough)
{
    long sum = 0;
    DIR *processes = opendir("/proc");
    for (struct dirent *entry;
         processes != NULL && sum < enough && (entry = readdir(processes)) != NULL;)
        if (is_of_the_step(entry->d_name))
            sum += kibibytes(entry->d_name, file, name);
    if (processes != NULL)
        closedir(processes);
    return sum;
}

bool keep_exceeded(void)
{
    return memory_of_all("status", "RssAnon:", MOST_MEMORY) >= MOST_MEMORY &&
           memory_of_all("smaps_rollup", "Private_Dirty:", MOST_MEMORY) >= MOST_MEMORY;
}
