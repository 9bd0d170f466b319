/* landlock.c - the files that a program and its children may use, by landlock(7). Linux only. */
#include "class/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* All that the first version knows: a later one refuses more, by its own numbers. */
static const uint64_t reading =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
static const uint64_t of_files =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE;

static int allow(int rules, const char *path, uint64_t access)
{
    struct stat status;
    struct landlock_path_beneath_attr below = {
        .parent_fd = open(path, O_PATH | O_CLOEXEC),
        .allowed_access = access,
    };
    if (below.parent_fd == -1)
        return 0;
    if (fstat(below.parent_fd, &status) == 0 && !S_ISDIR(status.st_mode))
        below.allowed_access &= of_files;
    int result = (int)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
    close(below.parent_fd);
    return result;
}

int landlock_keep_in(const struct landlock_wish *wish)
{
    const struct landlock_ruleset_attr all = {.handled_access_fs = reading | writing};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules == -1)
        return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -1;
    int result = 0;
    for (size_t i = 0; result == 0 && i < 16 && wish->readable[i] != NULL; i++)
        result = allow(rules, wish->readable[i], reading);
    for (size_t i = 0; result == 0 && i < 8 && wish->writable[i] != NULL; i++)
        result = allow(rules, wish->writable[i], reading | writing);
    if (result == 0)
        result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
    return result;
}
