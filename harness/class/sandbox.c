/* sandbox.c - what keeps a submission in, from the compiler to the last check. Linux only:
 * namespaces(7), bwrap(1), landlock(7). */
#include "class/sandbox.h"

#include "class/bubble.h"
#include "class/filter.h"
#include "class/landlock.h"
#include "confine.h"
#include "kit.h"
#include "stage/owner.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <net/if.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    FIRST_USER = 64300, /* Debian leaves 60000 to 64999 to packages that ask for one: none near */
    USERS = 512,
    MOST_PROCESSES = 256, /* of one slot's user, where there are no namespaces */
};

static const char *const level_names[] = {"none", "reduced", "full"};

const char *sandbox_name(enum sandbox_level level) { return level_names[level]; }

bool sandbox_level_from(const char *name, enum sandbox_level *level)
{
    for (int i = SANDBOX_NONE; i <= SANDBOX_FULL; i++)
        if (strcmp(name, level_names[i]) == 0) {
            *level = (enum sandbox_level)i;
            return true;
        }
    return false;
}

/* --- the folder ------------------------------------------------------------------------------- */

static char base[4096];

static int copy_file(const char *from, const char *to)
{
    struct stat status;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    unlink(to); /* a stage that is about to end may be that very file: it cannot be written to */
    int out = in == -1 ? -1 : open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
    ssize_t left = out != -1 && fstat(in, &status) == 0 ? (ssize_t)status.st_size : -1;
    while (left > 0) {
        ssize_t copied = sendfile(out, in, NULL, (size_t)left);
        if (copied <= 0)
            break;
        left -= copied;
    }
    if (in != -1)
        close(in);
    if (out != -1 && close(out) == -1)
        left = -1;
    return left == 0 ? 0 : -1;
}

/* The kit's files that the sandbox shows, and none beside them: in a folder of their own, since the
   kit may lie where its user alone may go. */
static int copy_tools(void)
{
    static const char *const tools[][2] = {
        {"build/stage", "tools/stage"},
        {"build/libnss_tensteps.so.2", "tools/libnss_tensteps.so.2"},
        {"build/include/steps.h", "tools/include/steps.h"},
        {"build/include/link", "tools/include/link"},
        {"build/include/versions.so", "tools/include/versions.so"}};
    static const char *const folders[] = {"tools", "tools/include"};
    int failed = 0;
    for (size_t i = 0; i < sizeof folders / sizeof *folders && failed == 0; i++) {
        char *path = kit_text("%s/%s", base, folders[i]);
        failed = path == NULL || (mkdir(path, 0755) == -1 && errno != EEXIST);
        free(path);
    }
    for (size_t i = 0; i < sizeof tools / sizeof *tools && failed == 0; i++) {
        char *from = kit_path(tools[i][0]), *to = kit_text("%s/%s", base, tools[i][1]);
        failed = from == NULL || to == NULL || copy_file(from, to) == -1;
        free(from);
        free(to);
    }
    return failed ? -1 : 0;
}

/* --- a world of its own ----------------------------------------------------------------------- */

/* Namespaces for mounts and the network, as root or as the owner of a user namespace. */
static int enter_namespaces(void)
{
    const int namespaces = CLONE_NEWNET | CLONE_NEWNS;
    return geteuid() == 0 ? unshare(namespaces) : owner_unshare(namespaces);
}

static int raise_loopback(void)
{
    struct ifreq request = {.ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    int result = fd == -1 ? -1 : ioctl(fd, SIOCSIFFLAGS, &request);
    if (fd != -1)
        close(fd);
    return result;
}

/* Low ports are anybody's here: what the judge can do, the step must be able to do. */
static int prepare_network(void)
{
    owner_write("/proc/sys/net/ipv4/ip_unprivileged_port_start", "0");
    return raise_loopback();
}

static bool lies_in(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return path != NULL && strncmp(path, folder, length) == 0 &&
           (path[length] == '/' || path[length] == '\0');
}

/* A folder in memory, of bounded size, that only this process and its children see. It hides what
   lies below: on some machines all of a user's files are in /mnt. */
static int mount_base(const char *store)
{
    static const char *const places[] = {"/mnt", "/media", "/srv", "/opt", "/home"};
    char *kit = kit_path(""), *real = kit == NULL ? NULL : realpath(kit, NULL);
    const char *const needed[] = {real, getenv("TMPDIR"), store};
    int result = mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1 ? -2 : -1;
    for (size_t i = 0; i < sizeof places / sizeof *places && result == -1; i++) {
        bool hides = false;
        for (size_t n = 0; n < sizeof needed / sizeof *needed; n++)
            hides = hides || lies_in(needed[n], places[i]);
        if (!hides &&
            mount("tmpfs", places[i], "tmpfs", MS_NOSUID | MS_NODEV, "size=128m,mode=755") == 0) {
            snprintf(base, sizeof base, "%s", places[i]);
            result = 0;
        }
    }
    free(kit);
    free(real);
    return result;
}

/* --- programs ----------------------------------------------------------------------------------
 */

static char tools[4200], run[4200];

static int become_user(void)
{
    uid_t user = confinement.uid;
    return user == 0 ? 0
           : setgroups(0, NULL) == -1 || setresgid(user, user, user) == -1 ||
                   setresuid(user, user, user) == -1
               ? -1
               : 0;
}

static void become_full(enum confined which, char *const *program, char *const *environment)
{
    char *const *words = bubble_words(which, tools, run, program);
    if (words != NULL && become_user() == 0)
        execvpe(words[0], words, environment);
}

static void become_reduced(enum confined which, char *const *program, char *const *environment)
{
    const struct rlimit processes = {MOST_PROCESSES, MOST_PROCESSES};
    const struct landlock_wish wish = {
        .readable = {"/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc", "/proc", "/dev", "/sys",
                     tools, run},
        .writable = {which == CONFINED_COMPILER ? run : "/dev/null", "/dev/full", "/dev/zero"}};
    if (become_user() == -1 || setrlimit(RLIMIT_NPROC, &processes) == -1 ||
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 || landlock_keep_in(&wish) == -1)
        return;
    if (which == CONFINED_STAGE || filter_apply() == 0)
        execvpe(program[0], program, environment);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* Whether this user namespace has that user: user_namespaces(7). */
static bool is_mapped(uid_t user)
{
    FILE *map = fopen("/proc/self/uid_map", "re");
    unsigned long first, outside, count;
    bool mapped = false;
    while (map != NULL && !mapped && fscanf(map, "%lu %lu %lu", &first, &outside, &count) == 3)
        mapped = user >= first && user - first < count;
    if (map != NULL)
        fclose(map);
    return mapped;
}

/* A file that root alone may open, and so lock: nobody else can take users away from graders. One
   for all of this machine; in /tmp somebody else's does not count. -1: there is none. */
static int open_register(void)
{
    static const char *const names[] = {"/run/ten-steps-users", "/var/lib/ten-steps-users",
                                        "/tmp/ten-steps-users"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct stat status;
        int file = open(names[i], O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
        if (file != -1 && fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
            status.st_uid == geteuid() && (status.st_mode & 077) == 0)
            return file;
        if (file != -1)
            close(file);
    }
    return -1;
}

/* Takes USER for this process, until it and what it has forked end: another grader on this machine,
   at work on another class, finds it taken. */
static bool take_user(int file, uid_t user)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = user, .l_len = 1};
    return fcntl(file, F_OFD_SETLK, &lock) == 0;
}

/* A user that nobody is and that no other process has, if this one may become another; else 0, and
   it stays who it is. */
static uid_t find_user(void)
{
    if (geteuid() != 0 || !is_mapped(FIRST_USER))
        return 0;
    int file = open_register();
    for (uid_t user = FIRST_USER; file != -1 && user < FIRST_USER + USERS; user++)
        if (is_mapped(user) && getpwuid(user) == NULL && take_user(file, user))
            return user;
    if (file != -1)
        close(file);
    return (uid_t)-1;
}

static const char *enter_full(const char *store)
{
    if (enter_namespaces() == -1)
        return "this machine lets nobody make user and network namespaces";
    if (prepare_network() == -1)
        return "the loopback of a new network namespace cannot be used";
    if (mount_base(store) != 0)
        return "nothing can be mounted in a mount namespace";
    confinement.become = become_full;
    return NULL;
}

/* The folders above it are a way through for the slot's user, and no more. */
static const char *make_base(int slot)
{
    const char *place = getenv("TMPDIR");
    snprintf(base, sizeof base, "%s/slot-%d", place == NULL ? "/tmp" : place, slot);
    if (mkdir(base, 0711) == -1 && errno != EEXIST)
        return "no folder can be made for a slot: is the disk full?";
    if (place != NULL)
        chmod(place, 0711);
    return NULL;
}

/* In everybody's network low ports are root's: the judge, too, does without. */
static void share_network(void)
{
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct data[2];
    if (syscall(SYS_capget, &header, data) == -1)
        return;
    data[0].effective &= ~(1u << CAP_NET_BIND_SERVICE);
    data[0].permitted &= ~(1u << CAP_NET_BIND_SERVICE);
    syscall(SYS_capset, &header, data);
}

static const char *enter_reduced(int slot)
{
    if (confinement.uid == 0)
        return "without namespaces each slot needs a user of its own, and only root can become one";
    if (unshare(CLONE_NEWNET) == -1)
        share_network();
    else if (prepare_network() == -1)
        return "the loopback of a new network namespace cannot be used";
    confinement.become = become_reduced;
    return make_base(slot);
}

int sandbox_enter(enum sandbox_level level, int slot, const char *store, const char **why)
{
    *why = NULL;
    confinement.uid = level == SANDBOX_NONE ? 0 : find_user();
    if (confinement.uid == (uid_t)-1)
        *why = "no user can be had for the submission: all from 64300 on are taken, or no file "
               "that tells "
               "so can be made in /run";
    else if (level != SANDBOX_NONE &&
             (filter_prepare() == -1 || (confinement.filter = filter_file()) == -1))
        *why = "no filter of system calls can be made: is libseccomp there?";
    else
        *why = level == SANDBOX_FULL      ? enter_full(store)
               : level == SANDBOX_REDUCED ? enter_reduced(slot)
                                          : make_base(slot);
    if (*why != NULL)
        return -1;
    snprintf(tools, sizeof tools, "%s/tools", base);
    snprintf(run, sizeof run, "%s/run", base);
    confinement.base = base;
    sandbox_sweep(); /* of who had that user before, and was ended early */
    if (copy_tools() == 0)
        return 0;
    *why = "the kit's files cannot be copied for the sandbox: is the disk full?";
    return -1;
}

/* Who has become that user may signal that user's processes, and nobody else's. */
void sandbox_sweep(void)
{
    if (confinement.become != become_reduced)
        return;
    pid_t pid = fork();
    if (pid == 0) {
        if (become_user() == 0)
            kill(-1, SIGKILL);
        _exit(0);
    }
    while (pid > 0 && waitpid(pid, NULL, 0) == -1 && errno == EINTR)
        ;
    while (waitpid(-1, NULL, WNOHANG) > 0) /* orphans come to this process */
        ;
}
