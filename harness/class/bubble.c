/* bubble.c - what bubblewrap is told, bwrap(1), to keep a program in. Linux only. */
#include "class/bubble.h"

#include "class/filter.h"
#include "kit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_WORDS = 512 };
#define SCRATCH "16777216" /* bytes of a folder for temporary files */

struct words {
    const char *list[MOST_WORDS];
    int count;
};

static void add(struct words *words, const char *const *more)
{
    for (; *more != NULL; more++) {
        if (words->count < MOST_WORDS - 1)
            words->list[words->count] = *more;
        words->count++;
    }
}
#define ADD(words, ...) add(words, (const char *const[]){__VA_ARGS__, NULL})

/* A kit that lies among the system's folders is not shown with them. */
static void hide_kit(struct words *words)
{
    char *path = kit_path(""), *kit = path == NULL ? NULL : realpath(path, NULL);
    if (kit != NULL && strncmp(kit, "/usr/", strlen("/usr/")) == 0)
        ADD(words, "--size", SCRATCH, "--tmpfs", kit);
    free(path);
}

/* The system, read-only: where it keeps programs and libraries, and the few files of /etc that they
   read. */
static void add_system(struct words *words)
{
    static const char *const folders[] = {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};
    static const char *const files[] = {
        "/etc/ld.so.cache",   "/etc/alternatives", "/etc/localtime",
        "/etc/nsswitch.conf", "/etc/gai.conf",     "/etc/host.conf",
        "/etc/hosts",         "/etc/services",     "/etc/protocols"};
    static char targets[sizeof folders / sizeof *folders][256];
    ADD(words, "--ro-bind", "/usr", "/usr");
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        ssize_t length = readlink(folders[i], targets[i], sizeof targets[i] - 1);
        targets[i][length > 0 ? length : 0] = '\0';
        if (length > 0)
            ADD(words, "--symlink", targets[i], folders[i]);
        else
            ADD(words, "--ro-bind-try", folders[i], folders[i]);
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        ADD(words, "--ro-bind-try", files[i], files[i]);
    hide_kit(words);
    char *packages = kit_path("build/packages");
    if (packages != NULL && access(packages, X_OK) == 0)
        ADD(words, "--ro-bind", packages, packages);
}

static void add_world(struct words *words, enum confined which, const char *tools, const char *run)
{
    ADD(words, "bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts",
        "--unshare-cgroup-try", "--hostname", "lab", "--die-with-parent", "--new-session",
        "--as-pid-1", "--proc", "/proc", "--dev", "/dev", "--size", SCRATCH, "--tmpfs", "/dev/shm",
        "--size", SCRATCH, "--tmpfs", "/tmp");
    add_system(words);
    ADD(words, "--ro-bind", tools,
        tools); /* the other folder may be gone before a stage is needed */
    ADD(words, which == CONFINED_COMPILER ? "--bind" : "--ro-bind-try", run, run);
    ADD(words, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir",
        which == CONFINED_STAGE ? "/tmp" : run);
}

/* The filter comes by a descriptor of its own, which bwrap closes. The stage gives it to its runs
   alone: it must make folders for them first. */
static int add_filter(struct words *words)
{
    static char number[16];
    int filter = filter_file();
    if (filter == -1 || fcntl(filter, F_SETFD, 0) == -1)
        return -1;
    snprintf(number, sizeof number, "%d", filter);
    ADD(words, "--seccomp", number);
    return 0;
}

char *const *bubble_words(enum confined which, const char *tools, const char *run,
                          char *const *program)
{
    static struct words words;
    words.count = 0;
    add_world(&words, which, tools, run);
    if (which != CONFINED_STAGE && add_filter(&words) == -1)
        return NULL;
    ADD(&words, "--");
    add(&words, (const char *const *)program);
    if (words.count >= MOST_WORDS) {
        errno = E2BIG;
        return NULL;
    }
    words.list[words.count] = NULL;
    return (char *const *)words.list;
}
