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
#include <stddef.h>
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

/* What a sanitizer catches, when it is a program's own fault. */
static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
enum { FAULTS = sizeof faults / sizeof faults[0] };
static struct sigaction caught[FAULTS];

/* The first process of a world is one that a sandbox has made: at home there is another. The kernel
   lets nobody in that world end it by a signal, pid_namespaces(7), but for those that it has a
   handler for. */
void keep_start(void)
{
    own_world = getpid() == 1;
    for (int i = 0; i < FAULTS; i++)
        if (sigaction(faults[i], NULL, &caught[i]) == 0 && own_world)
            signal(faults[i], SIG_DFL);
}

static void catch_faults_again(void)
{
    for (int i = 0; own_world && i < FAULTS; i++)
        sigaction(faults[i], &caught[i], NULL);
}

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

/* The calls that do something to the process whose number is that argument; of fcntl(2) one
 * command.
 */
static const struct {
    int call, argument, command;
} reaching[] = {
    {SYS_kill, 0, -1},
    {SYS_tkill, 0, -1},
    {SYS_tgkill, 0, -1},
    {SYS_rt_sigqueueinfo, 0, -1},
    {SYS_rt_tgsigqueueinfo, 0, -1},
    {SYS_prlimit64, 0, -1},
    {SYS_fcntl, 2, F_SETOWN},
};
enum { REACHING = sizeof reaching / sizeof reaching[0], MOST_WORDS = 9 };

/* The lower half of an argument, where the kernel looks for a number. */
static unsigned argument_at(int argument)
{
    const unsigned short one = 1;
    return (unsigned)(offsetof(struct seccomp_data, args) + 8 * (size_t)argument) +
           (*(const unsigned char *)&one == 1 ? 0 : 4);
}

/* Whoever was there before it, above all the servers that look after it, is out of its reach: no
   number below its own, and no group but the one that it is in. */
static int keep_hands_off(void)
{
    struct sock_filter words[REACHING * MOST_WORDS + 1];
    unsigned short n = 0;
    const unsigned own = (unsigned)getpid(), group = 1u << 31, number = BPF_LD | BPF_W | BPF_ABS;
    for (int i = 0; i < REACHING; i++) {
        bool with = reaching[i].command != -1;
        const struct sock_filter begin[] = {
            BPF_STMT(number, offsetof(struct seccomp_data, nr)),
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)reaching[i].call, 0, with ? 7 : 5),
            BPF_STMT(number, argument_at(1)),
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)reaching[i].command, 0, 5),
        };
        const struct sock_filter end[] = {
            BPF_STMT(number, argument_at(reaching[i].argument)),
            BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 3, 0),
            BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, own, 0, 1),
            BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, group, 0, 1),
            BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        };
        memcpy(words + n, begin, with ? sizeof begin : sizeof begin / 2);
        n += with ? 4 : 2;
        memcpy(words + n, end, sizeof end);
        n += 5;
    }
    words[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const struct sock_fprog program = {.len = n, .filter = words};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

int keep_in(void)
{
    const struct rlimit processes = {MOST_PROCESSES, MOST_PROCESSES};
    if (keep_interval() == -1)
        return 0;
    catch_faults_again();
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); /* unlike the server: the judge asks what it waits for */
    if (setrlimit(RLIMIT_NPROC, &processes) == -1 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
        keep_hands_off() == -1)
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

/* Kibibytes of the files in memory that a process holds open, and that have no name; copies of one
   descriptor, side by side, once. */
static long of_open_files(const char *pid)
{
    char path[300];
    long found = 0;
    ino_t last = 0;
    snprintf(path, sizeof path, "/proc/%s/fd", pid);
    DIR *files = opendir(path);
    for (struct dirent *entry; files != NULL && (entry = readdir(files)) != NULL;) {
        struct stat status;
        if (fstatat(dirfd(files), entry->d_name, &status, 0) == -1 || !S_ISREG(status.st_mode) ||
            status.st_nlink != 0 || status.st_ino == last)
            continue;
        last = status.st_ino;
        found += status.st_blocks / 2;
    }
    if (files != NULL)
        closedir(files);
    return found;
}

static long quickly(const char *pid)
{
    return kibibytes(pid, "status", "RssAnon:") + kibibytes(pid, "status", "RssShmem:") +
           of_open_files(pid);
}

/* Without what is shared with this process, as a fork shares it; what several processes have of
   shared memory is divided among them. */
static long exactly(const char *pid)
{
    return kibibytes(pid, "smaps_rollup", "Private_Dirty:") +
           kibibytes(pid, "smaps_rollup", "Pss_Shmem:") + of_open_files(pid);
}

static bool is_too_much(long (*memory_of)(const char *pid))
{
    long sum = 0;
    DIR *processes = opendir("/proc");
    for (struct dirent *entry;
         processes != NULL && sum < MOST_MEMORY && (entry = readdir(processes)) != NULL;)
        if (is_of_the_step(entry->d_name))
            sum += memory_of(entry->d_name);
    if (processes != NULL)
        closedir(processes);
    return sum >= MOST_MEMORY;
}

/* The slower sum is made only where the quick one is too much. */
bool keep_exceeded(void) { return is_too_much(quickly) && is_too_much(exactly); }
