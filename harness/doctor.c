/* doctor.c - what this machine has, lacks, and does less well. Linux-only, as is what it tries. */
#include "doctor.h"

#include "judge/kernel.h"
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

struct patient {
    const char *build; /* the kit's folder of that name */
    char *folder;      /* for what is tried; removed at the end; NULL: none could be made */
};

struct probe {
    const char *name;
    bool (*works)(const struct patient *patient);
    bool needed; /* without it the kit cannot work: "missing", else "limited" */
    const char *means;
    const char *to_do;
};

/* --- what is tried
 * -------------------------------------------------------------------------------- */

/* Compiles a program with OPTIONS and runs it. */
static bool program_works(const struct patient *patient, const char *options)
{
    static const char program[] = "#include <stdio.h>\n"
                                  "#include <sys/socket.h>\n"
                                  "int main(void) { return fileno(stdin) == -1; }\n";
    char source[4200], binary[4200];
    if (!patient->folder)
        return false;
    snprintf(source, sizeof source, "%s/probe.c", patient->folder);
    snprintf(binary, sizeof binary, "%s/probe", patient->folder);
    FILE *file = fopen(source, "we");
    if (!file)
        return false;
    fputs(program, file);
    if (fclose(file) == EOF)
        return false;
    struct command compiler = {.count = 0};
    command_words(&compiler, KIT_CC " -std=gnu11 -g");
    command_words(&compiler, options);
    command_words(&compiler, "-o");
    command_word(&compiler, binary);
    command_word(&compiler, source);
    struct command run = {.count = 0};
    command_word(&run, binary);
    int status = command_run(&compiler, true);
    if (status == 0)
        status = command_run(&run, true);
    else
        command_free(&run);
    unlink(source);
    unlink(binary);
    return status == 0;
}

static bool compiler_works(const struct patient *patient) { return program_works(patient, ""); }

static bool sanitizers_work(const struct patient *patient)
{
    return program_works(patient, "-fsanitize=address,undefined");
}

static bool objcopy_works(const struct patient *patient)
{
    (void)patient;
    struct command objcopy = {.count = 0};
    command_words(&objcopy, "objcopy --version");
    return command_run(&objcopy, true) == 0;
}

static bool build_is_writable(const struct patient *patient)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/probe.XXXXXX", patient->build);
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd == -1)
        return false;
    bool written = write(fd, path, sizeof path) == sizeof path; /* not so on a full disk */
    close(fd);
    unlink(path);
    return written;
}

static bool loopback_is_there(const struct patient *patient)
{
    (void)patient;
    return kernel_has_loopback();
}

static bool ipv6_is_there(const struct patient *patient)
{
    (void)patient;
    return kernel_has_ipv6();
}

/* A child that tells by its exit status what FUNCTION returns; without one it waits to be killed.
 */
static pid_t child(bool (*function)(void))
{
    pid_t pid = fork();
    if (pid != 0)
        return pid;
    if (function)
        _exit(function() ? 0 : 1);
    for (;;)
        pause();
}

static int end_child(pid_t pid, bool kill_it)
{
    int status = -1;
    if (kill_it)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
        continue;
    return status;
}

static bool unshares(void) { return unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0; }

static bool namespaces_work(const struct patient *patient)
{
    (void)patient;
    pid_t pid = child(unshares);
    return pid != -1 && end_child(pid, false) == 0;
}

static bool pidfds_work(const struct patient *patient)
{
    (void)patient;
    int pidfd = pidfd_open(getpid(), 0);
    if (pidfd != -1)
        close(pidfd);
    return pidfd != -1;
}

static bool system_calls_are_seen(const struct patient *patient)
{
    (void)patient;
    char path[64], text[256];
    pid_t pid = child(NULL);
    if (pid == -1)
        return false;
    snprintf(path, sizeof path, "/proc/%jd/syscall", (intmax_t)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool seen = fd != -1 && read(fd, text, sizeof text) > 0;
    if (fd != -1)
        close(fd);
    end_child(pid, true);
    return seen;
}

static bool file_events_arrive(const struct patient *patient)
{
    int events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (events == -1)
        return false;
    bool arrive = inotify_add_watch(events, patient->build, IN_CLOSE_WRITE) != -1;
    close(events);
    return arrive;
}

static bool place_is_there(const struct patient *patient) { return patient->folder != NULL; }

static const struct probe probes[] = {
    {"room for programs", place_is_there, true,
     "neither build/ nor $TMPDIR nor /tmp can be written, so what needs it below fails too.",
     "make room on the disk, or copy the kit to a folder of your own"},
    {"compiler", compiler_works, true,
     KIT_CC " makes no program that runs, so no lesson can be built.",
     "install gcc and libc6-dev, or make CC=clang; is build/ mounted noexec?"},
    {"sanitizers", sanitizers_work, true,
     "programs of " KIT_CC " -fsanitize=address,undefined do not run here.",
     "install libasan and libubsan (in Debian gcc brings them; for clang libclang-rt-dev)"},
    {"objcopy", objcopy_works, false,
     "make client and make server cannot put the lessons together.", "install binutils"},
    {"writable build/", build_is_writable, false,
     "no verdict is kept: every check takes as long as the first. No client or server.",
     "make room on the disk, or copy the kit to a folder of your own"},
    {"IPv4 loopback", loopback_is_there, true,
     "no client can reach a server in 127.0.0.0/8: nothing can be tried.", "ip link set lo up"},
    {"IPv6 loopback", ipv6_is_there, false, "::1 cannot be used: checks with IPv6 are skipped.",
     "sysctl net.ipv6.conf.lo.disable_ipv6=0; for a container: docker run\n"
     "         --sysctl net.ipv6.conf.all.disable_ipv6=0"},
    {"pidfd_open", pidfds_work, true, "the end of a step's process cannot be waited for.",
     "Linux 5.3 or later; a container's seccomp profile may forbid it"},
    {"/proc/PID/syscall", system_calls_are_seen, false,
     "a step that waits where the kit does not see the call is found by the clock alone.",
     "sysctl kernel.yama.ptrace_scope=1; for a container: docker run --cap-add SYS_PTRACE"},
    {"user namespaces", namespaces_work, false,
     "no sandbox can be had without root: check only code that you trust.",
     "sysctl kernel.unprivileged_userns_clone=1, on Ubuntu\n"
     "         sysctl kernel.apparmor_restrict_unprivileged_userns=0"},
    {"inotify", file_events_arrive, false,
     "programs are not told when a file is saved: they must look again and again.",
     "sysctl fs.inotify.max_user_instances=512"},
};

/* --- the report
 * ----------------------------------------------------------------------------------- */

static bool report_probe(FILE *out, const struct patient *patient, const struct probe *probe)
{
    bool works = probe->works(patient);
    const char *word = works ? "ok" : probe->needed ? "missing" : "limited";
    fprintf(out, "%-8s %s\n", word, probe->name);
    if (!works)
        fprintf(out, "         %s\n         to do: %s\n", probe->means, probe->to_do);
    return works || !probe->needed;
}

/* Where the judge builds as well: in the kit, or else where temporary files go. FOLDER has SIZE
 * bytes. Returns it, or NULL. */
static char *make_folder(const char *build, char *folder, size_t size)
{
    const char *places[] = {build, getenv("TMPDIR"), "/tmp"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!places[i] || snprintf(folder, size, "%s/doctor.XXXXXX", places[i]) >= (int)size)
            continue;
        if (mkdtemp(folder))
            return folder;
    }
    return NULL;
}

int doctor_report(FILE *out, const char *build)
{
    char folder[4096];
    const struct patient patient = {build, make_folder(build, folder, sizeof folder)};
    bool can_work = true;
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
        fflush(NULL); /* or a child would write it once more */
        can_work = report_probe(out, &patient, &probes[i]) && can_work;
    }
    if (patient.folder)
        rmdir(patient.folder);
    fputs(can_work ? "\nThe kit can work here.\n"
                   : "\nThe kit cannot work here until what is missing is there.\n",
          out);
    return can_work ? 0 : -1;
}
