/* extract.c - the ten lesson files out of what somebody has handed in. */
#include "class/extract.h"

#include "class/archives.h"
#include "class/choices.h"
#include "class/names.h"
#include "class/notes.h"
#include "kit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MOST_DEPTH = 16,
    MOST_ENTRIES = 20000,
    ROOM = 192 << 20,            /* bytes of memory to unpack in */
    MOST_LESSON = (1 << 20) + 1, /* a byte more than a lesson may have: the judge says so then */
};

struct search {
    json_t *notes;
    struct choices choices;
    struct archives_limits limits; /* what is left of them for further archives */
    size_t entries;
    char *locked; /* what may not be read by who grades: that is nobody's zero */
    uid_t owner;  /* of the place where the files are */
    int clones;   /* how many folders of git this one lies in: they have no times of their own */
};

static int depth_of(const char *path)
{
    int depth = 0;
    for (; *path != '\0'; path++)
        depth += *path == '/';
    return depth;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* --- archives --------------------------------------------------------------------------------- */

static const char none_of_the_ten[] = "its name is none of the ten";

static bool is_wanted(const char *path) { return names_lesson(name_of(path)) != NULL; }

/* archives_visit */
static int consider(void *context, const char *path, time_t when, const char *data, size_t size)
{
    struct search *search = context;
    const struct lesson *lesson = names_lesson(name_of(path));
    enum names_owner owner = names_owner(path);
    search->choices.kit = search->choices.kit || owner == OF_KIT;
    if (owner == OF_KIT || owner == OF_TOOL || names_noise(name_of(path)))
        return 0;
    if (names_archive(name_of(path)))
        notes_add(search->notes, path, "an archive in an archive is not opened");
    if (owner == OF_STUDENT && names_source(name_of(path)))
        notes_add(search->notes, path, none_of_the_ten);
    return lesson == NULL || data == NULL
               ? 0
               : choices_add(&search->choices, lesson, path, when, data, size);
}

static void note(void *context, const char *what, const char *why)
{
    notes_add(((struct search *)context)->notes, what, why);
}

/* 1: it is none. */
static int consider_archive(struct search *search, int file, const char *path)
{
    int result = archives_each(file, path, &search->limits, is_wanted, consider, note, search);
    return result == 2 ? 0 : result;
}

/* --- folders ---------------------------------------------------------------------------------- */

static int consider_content(struct search *search, int file, const char *path,
                            const struct stat *status)
{
    char *data = malloc(MOST_LESSON);
    size_t size = 0;
    ssize_t got = 0;
    if (data == NULL)
        return -1;
    while (size < MOST_LESSON && (got = read(file, data + size, MOST_LESSON - size)) != 0 &&
           (got > 0 || errno == EINTR))
        size += got > 0 ? (size_t)got : 0;
    time_t when = search->clones > 0 ? 0 : status->st_mtime;
    int result =
        size < MOST_LESSON && got == -1
            ? -1
            : choices_add(&search->choices, names_lesson(name_of(path)), path, when, data, size);
    int error = errno;
    free(data);
    errno = error;
    return result;
}

/* Whether PATH is not there for who grades, by the error of an open(); then nothing is graded. */
static bool is_locked(struct search *search, const char *path)
{
    if (errno != EACCES)
        return false;
    free(search->locked);
    search->locked = strdup(path);
    errno = EACCES;
    return true;
}

/* A lesson, or an archive; 1: neither. Never waits, whatever that is, and follows no link. */
static int consider_file(struct search *search, int folder, const char *name, const char *path)
{
    struct stat status;
    int result = 0, file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file == -1 && is_locked(search, path))
        return -1;
    if (file == -1) {
        notes_add(search->notes, path, errno == ELOOP ? "it is a link" : "it cannot be read");
        return 0;
    }
    if (fstat(file, &status) == -1 || !S_ISREG(status.st_mode))
        notes_add(search->notes, path, "it is no file");
    else if (status.st_nlink > 1 && status.st_uid != search->owner)
        notes_add(search->notes, path, "it is a link to another user's file");
    else if (names_lesson(name_of(path)) != NULL)
        result = consider_content(search, file, path, &status);
    else
        result = consider_archive(search, file, path);
    int error = errno;
    close(file);
    errno = error;
    return result;
}

static int consider_named(struct search *search, int folder, const char *name, const char *path)
{
    int result = consider_file(search, folder, name, path);
    if (result == 1)
        notes_add(search->notes, path, "it is neither a lesson nor an archive that can be read");
    return result == -1 ? -1 : 0;
}

static int walk(struct search *search, int folder, const char *path);

/* The folder NAME in FOLDER. */
static int consider_folder(struct search *search, int folder, const char *name, const char *path)
{
    if (strcasecmp(name, "harness") == 0) {
        search->choices.kit = true;
        return 0;
    }
    if (depth_of(path) >= MOST_DEPTH) {
        notes_add(search->notes, path, "it lies too deep");
        return 0;
    }
    int below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below != -1)
        return walk(search, below, path);
    if (is_locked(search, path))
        return -1;
    notes_add(search->notes, path, "this folder cannot be read");
    return 0;
}

static int consider_entry(struct search *search, int folder, const char *name, const char *path)
{
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == -1 || names_noise(name))
        return 0;
    bool lesson = names_lesson(name) != NULL;
    if (S_ISLNK(status.st_mode) || (lesson && !S_ISREG(status.st_mode)))
        notes_add(search->notes, path, S_ISLNK(status.st_mode) ? "it is a link" : "it is no file");
    else if (lesson || (S_ISREG(status.st_mode) && names_archive(name)))
        return consider_named(search, folder, name, path);
    else if (S_ISREG(status.st_mode) && names_owner(path) == OF_STUDENT && names_source(name))
        notes_add(search->notes, path, none_of_the_ten);
    return S_ISDIR(status.st_mode) ? consider_folder(search, folder, name, path) : 0;
}

/* Closes FOLDER. */
static int walk(struct search *search, int folder, const char *path)
{
    DIR *entries = fdopendir(folder);
    int result = 0;
    if (entries == NULL) {
        close(folder);
        return -1;
    }
    bool clone = faccessat(dirfd(entries), ".git", F_OK, AT_SYMLINK_NOFOLLOW) == 0;
    search->clones += clone;
    for (struct dirent *entry; result == 0 && (entry = readdir(entries)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (++search->entries > MOST_ENTRIES) {
            notes_add(search->notes, path, "the submission has too many files: the rest is left");
            break;
        }
        char *below = kit_text("%s%s%s", path, *path == '\0' ? "" : "/", entry->d_name);
        result = below == NULL ? -1 : consider_entry(search, dirfd(entries), entry->d_name, below);
        free(below);
    }
    search->clones -= clone;
    int error = errno;
    closedir(entries);
    errno = error;
    return result;
}

static int consider_root(struct search *search, const struct root *root)
{
    struct stat status;
    search->owner = lstat(root->path, &status) == 0 ? status.st_uid : (uid_t)-1;
    int folder = open(root->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder != -1)
        return walk(search, folder, "");
    if (is_locked(search, root->path))
        return -1;
    return consider_named(search, AT_FDCWD, root->path,
                          root->file == NULL ? name_of(root->path) : root->file);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* A few bytes at the beginning of an archive may ask for gigabytes to unpack it in. Returns the
   limit that was there. */
static struct rlimit bound_memory(void)
{
    struct rlimit before = {RLIM_INFINITY, RLIM_INFINITY};
    unsigned long pages = 0;
    FILE *sizes = fopen("/proc/self/statm", "re");
    if (sizes != NULL && fscanf(sizes, "%lu", &pages) != 1)
        pages = 0;
    if (sizes != NULL)
        fclose(sizes);
    getrlimit(RLIMIT_AS, &before);
    struct rlimit bound = {pages * (rlim_t)sysconf(_SC_PAGESIZE) + ROOM, before.rlim_max};
    if (pages > 0 && bound.rlim_cur < before.rlim_cur)
        setrlimit(RLIMIT_AS, &bound);
    return before;
}

int extract_lessons(const struct root *roots, size_t count, const char *folder, json_t *notes,
                    char **why)
{
    struct search search = {.notes = notes,
                            .limits = {.entries = 100000,
                                       .single = MOST_LESSON,
                                       .total = 64 << 20,
                                       .passed = (size_t)2 << 30,
                                       .depth = MOST_DEPTH}};
    struct rlimit memory = bound_memory();
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++)
        result = consider_root(&search, &roots[i]);
    if (result == 0)
        result = choices_write(&search.choices, folder, notes);
    setrlimit(RLIMIT_AS, &memory);
    if (result == -1 && search.locked != NULL)
        *why =
            kit_text("%s may not be read by who grades: chmod -R u+rX makes it so", search.locked);
    else if (result == -1)
        *why = kit_text("the submission's files could not be copied: %s", strerror(errno));
    free(search.locked);
    choices_free(&search.choices);
    return result;
}
