/* filter.c - the system calls that no submission has a use for, refused by seccomp(2). */
#include "class/filter.h"

#include <asm/sockios.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_RULES = 4096 };

/* What looks into other processes, changes the machine, makes new worlds, outlives the run, or goes
   round the calls that are watched. */
static const char *const refused[] = {
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "process_mrelease",
    "pidfd_open",
    "pidfd_getfd",
    "pidfd_send_signal",
    "setpgid",
    "kcmp",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "lookup_dcookie",
    "syslog",
    "acct",
    "quotactl",
    "quotactl_fd",
    "swapon",
    "swapoff",
    "reboot",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "iopl",
    "ioperm",
    "modify_ldt",
    "vm86",
    "vm86old",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "stime",
    "sethostname",
    "setdomainname",
    "mount",
    "umount",
    "umount2",
    "pivot_root",
    "chroot",
    "mount_setattr",
    "open_tree",
    "move_mount",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "open_by_handle_at",
    "name_to_handle_at",
    "unshare",
    "setns",
    "personality",
    "keyctl",
    "add_key",
    "request_key",
    "shmget",
    "shmat",
    "shmctl",
    "shmdt",
    "semget",
    "semop",
    "semctl",
    "semtimedop",
    "msgget",
    "msgsnd",
    "msgrcv",
    "msgctl",
    "mq_open",
    "mq_unlink",
    "mq_timedsend",
    "mq_timedreceive",
    "mq_notify",
    "mq_getsetattr",
    "setpriority",
    "ioprio_set",
    "sched_setscheduler",
    "sched_setparam",
    "sched_setattr",
    "sched_setaffinity",
    "mbind",
    "migrate_pages",
    "move_pages",
    "set_mempolicy",
    "set_mempolicy_home_node",
    "fanotify_init",
    "fanotify_mark",
    "landlock_create_ruleset",
    "vhangup",
    "memfd_secret",
};

/* As if the kernel were older: programs then go other ways. io_uring would go round every filter,
   clone3 hides its flags from this one. */
static const char *const unknown[] = {"io_uring_setup", "io_uring_enter", "io_uring_register",
                                      "clone3"};

static int refuse(scmp_filter_ctx filter, int error, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int number = seccomp_syscall_resolve_name(names[i]);
        if (number == __NR_SCMP_ERROR)
            continue; /* a name that this libseccomp does not know */
        int failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(error), number, 0);
        if (failed < 0 && failed != -EDOM)
            return failed;
    }
    return 0;
}

/* What depends on an argument. */
static int refuse_some(scmp_filter_ctx filter)
{
    static const unsigned long worlds[] = {CLONE_NEWUSER,  CLONE_NEWNS,  CLONE_NEWPID,
                                           CLONE_NEWNET,   CLONE_NEWIPC, CLONE_NEWUTS,
                                           CLONE_NEWCGROUP};
    static const unsigned long families[] = {AF_UNIX, AF_INET, AF_INET6, AF_NETLINK};
    static const struct {
        int call;
        unsigned argument, command;
    } commands[] = {
        {SCMP_SYS(ioctl), 1, TIOCSTI}, /* keys typed for the terminal's owner */
        {SCMP_SYS(ioctl), 1, FIOSETOWN},
        {SCMP_SYS(ioctl), 1, SIOCSPGRP}, /* signals, of its choice, to other processes */
        {SCMP_SYS(fcntl), 1, F_SETOWN_EX},
        {SCMP_SYS(fcntl), 1, F_SETSIG},
        {SCMP_SYS(prctl), 0, PR_SCHED_CORE},
    };
    int failed = 0;
    for (size_t i = 0; i < sizeof worlds / sizeof *worlds && failed == 0; i++)
        failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                  SCMP_A0(SCMP_CMP_MASKED_EQ, worlds[i], worlds[i]));
    for (unsigned long family = 3; family < AF_MAX + 1 && failed == 0; family++) {
        bool known = false;
        for (size_t i = 0; i < sizeof families / sizeof *families; i++)
            known |= families[i] == family;
        if (!known)
            failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), 1,
                                      SCMP_A0(SCMP_CMP_EQ, family));
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands && failed == 0; i++)
        failed = seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), commands[i].call, 1,
            SCMP_CMP(commands[i].argument, SCMP_CMP_MASKED_EQ, 0xffffffffu, commands[i].command));
    return failed;
}

/* What libseccomp has made of it, read back: programs that are started have no descriptors of ours.
 */
static struct {
    struct sock_filter rules[MOST_RULES];
    size_t size;
} made;

static int take_rules(scmp_filter_ctx filter)
{
    int file = memfd_create("filter", MFD_CLOEXEC);
    if (file == -1)
        return -errno;
    int failed = seccomp_export_bpf(filter, file);
    ssize_t got = failed == 0 ? pread(file, made.rules, sizeof made.rules, 0) : 0;
    close(file);
    made.size = got > 0 && (size_t)got < sizeof made.rules ? (size_t)got : 0;
    return failed != 0 ? failed : made.size == 0 ? -E2BIG : 0;
}

int filter_prepare(void)
{
    scmp_filter_ctx filter = made.size > 0 ? NULL : seccomp_init(SCMP_ACT_ALLOW);
    int failed = made.size == 0 && filter == NULL ? -ENOMEM : 0;
    if (made.size > 0)
        return 0;
    seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a matter of speed alone */
    if (failed == 0)
        failed = refuse(filter, EPERM, refused, sizeof refused / sizeof *refused);
    if (failed == 0)
        failed = refuse(filter, ENOSYS, unknown, sizeof unknown / sizeof *unknown);
    if (failed == 0)
        failed = refuse_some(filter);
    if (failed == 0)
        failed = take_rules(filter);
    seccomp_release(filter);
    errno = -failed;
    return failed == 0 ? 0 : -1;
}

int filter_file(void)
{
    int file = memfd_create("filter", MFD_CLOEXEC);
    if (file != -1 && write(file, made.rules, made.size) == (ssize_t)made.size &&
        lseek(file, 0, SEEK_SET) == 0)
        return file;
    if (file != -1)
        close(file);
    return -1;
}

int filter_apply(void)
{
    const struct sock_fprog program = {
        .len = (unsigned short)(made.size / sizeof(struct sock_filter)),
        .filter = made.rules,
    };
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}
