/* reset.c - gives a lesson its skeleton back. */
#include "reset.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BACKUPS = 10000 };

/* At most SIZE bytes of a regular file; -1 with errno. A file with more has something else in it.
 */
static ssize_t read_file(const char *path, char *data, size_t size)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd == -1)
        return -1;
    size_t had = 0;
    ssize_t count = 1;
    while (had < size && (count > 0 || (count == -1 && errno == EINTR))) {
        count = read(fd, data + had, size - had);
        had += count > 0 ? (size_t)count : 0;
    }
    int error = errno;
    close(fd);
    errno = error;
    return count == -1 ? -1 : (ssize_t)had;
}

static int write_file(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t count = write(fd, data, size);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1)
            return -1;
        data += count;
        size -= (size_t)count;
    }
    return fsync(fd);
}

static bool holds(const char *path, const char *data, size_t size)
{
    struct stat status;
    if (lstat(path, &status) == -1 || !S_ISREG(status.st_mode))
        return false;
    char *there = malloc(size + 1);
    bool same = there && read_file(path, there, size + 1) == (ssize_t)size &&
                memcmp(there, data, size) == 0;
    free(there);
    return same;
}

/* Gives what is at PATH a second name, BACKUP, or where there are no such names, moves it there.
 * Never over something. */
static int keep_as(const char *path, const char *backup)
{
    if (linkat(AT_FDCWD, path, AT_FDCWD, backup, 0) == 0)
        return 0;
    if (errno == EEXIST || errno == ENOENT || errno == ENOSPC || errno == EROFS)
        return -1;
    if (renameat2(AT_FDCWD, path, AT_FDCWD, backup, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    struct stat status;
    if (lstat(backup, &status) == 0) {
        errno = EEXIST;
        return -1;
    }
    return rename(path, backup);
}

/* Returns 0, *kept being its path, or NULL if there is nothing at PATH; -1 with errno. */
static int keep(const char *path, char **kept)
{
    for (int i = 1; i < BACKUPS; i++) {
        char *backup = NULL;
        int length =
            i == 1 ? asprintf(&backup, "%s.bak", path) : asprintf(&backup, "%s.%d.bak", path, i);
        if (length == -1)
            return -1;
        if (keep_as(path, backup) == 0) {
            *kept = backup;
            return 0;
        }
        int error = errno;
        free(backup);
        errno = error;
        if (error != EEXIST)
            return error == ENOENT ? 0 : -1;
    }
    return -1;
}

static int put_in_place(const char *path, const char *data, size_t size, char **kept)
{
    char *temporary = NULL;
    if (asprintf(&temporary, "%s.XXXXXX", path) == -1)
        return -1;
    int result = -1;
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd != -1) {
        mode_t mask = umask(0);
        umask(mask);
        bool written = fchmod(fd, 0666 & ~mask) == 0 && write_file(fd, data, size) == 0;
        if (close(fd) == 0 && written && keep(path, kept) == 0)
            result = rename(temporary, path);
        int error = errno;
        if (result == -1)
            unlink(temporary);
        errno = error;
    }
    int error = errno;
    free(temporary);
    errno = error;
    return result;
}

int reset_lesson(const struct lesson *lesson, const char *directory, const char *skeletons,
                 char **kept)
{
    enum { LIMIT = 1 << 16 };
    *kept = NULL;
    char *path = NULL, *skeleton = NULL, *data = malloc(LIMIT);
    int result = -1;
    if (asprintf(&path, "%s/%s.c", directory, lesson->stem) == -1)
        path = NULL;
    if (asprintf(&skeleton, "%s/%s.skeleton", skeletons, lesson->stem) == -1)
        skeleton = NULL;
    ssize_t size = data && path && skeleton ? read_file(skeleton, data, LIMIT) : -1;
    if (size != -1)
        result = holds(path, data, (size_t)size) ? 1 : put_in_place(path, data, (size_t)size, kept);
    int error = errno;
    free(data);
    free(skeleton);
    free(path);
    errno = error;
    return result;
}
