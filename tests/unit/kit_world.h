/* kit_world.h - for tests of what needs the built kit: where it lies, and a folder for files. */
#ifndef KIT_WORLD_H
#define KIT_WORLD_H

#include "kit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static char checkout[PATH_MAX]; /* the folder that the kit was built in */
static char folder[64];         /* a new one for each test */
static const char *kit = checkout;

/* The test programs lie a folder deeper than the kit's own: build/tests/NAME. */
char *__wrap_kit_path(const char *name);
char *__wrap_kit_path(const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", kit, name) == -1 ? NULL : path;
}

static int find_checkout(void)
{
    if (readlink("/proc/self/exe", checkout, sizeof checkout - 1) == -1)
        return -1;
    for (int i = 0; i < 3; i++)
        *strrchr(checkout, '/') = '\0';
    return 0;
}

static char *in_folder(const char *name)
{
    static char path[4][256];
    static int next;
    char *one = path[next++ % 4];
    snprintf(one, sizeof path[0], "%s/%s", folder, name);
    return one;
}

static void put_bytes(const char *name, const void *bytes, size_t size)
{
    FILE *file = fopen(in_folder(name), "we");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static inline void put(const char *name, const char *text) { put_bytes(name, text, strlen(text)); }

static int erase(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static inline int make_folder(void **state)
{
    (void)state;
    kit = checkout;
    strcpy(folder, "/tmp/unit_test.XXXXXX");
    return mkdtemp(folder) == NULL || (*checkout == '\0' && find_checkout() == -1) ? -1 : 0;
}

static int erase_folder(void **state)
{
    (void)state;
    return nftw(folder, erase, 8, FTW_DEPTH | FTW_PHYS);
}

static inline int open_descriptors(void)
{
    int count = 0;
    DIR *all = opendir("/proc/self/fd");
    assert_non_null(all);
    for (struct dirent *one; (one = readdir(all)) != NULL;)
        count += *one->d_name != '.';
    closedir(all);
    return count - 1; /* that of the folder itself */
}

static inline bool has_children(void)
{
    siginfo_t child;
    return waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0;
}

static inline void assert_says(const char *text, const char *part)
{
    assert_non_null(text);
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", text, part);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, erase_folder)

#endif
