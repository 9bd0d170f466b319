/* extract.c - the ten lesson files out of what somebody has handed in. */
#include "class/extract.h"

#include "class/archives.h"
#include "class/names.h"
#include "files.h"
#include "kit.h"
#include "lessons.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_DEPTH = 16,
    MOST_ENTRIES = 20000,
    MOST_LESSON = (1 << 20) + 1, /* a byte more than a lesson may have: the judge says so then */
    MOST_NOTES = 50,
};

/* The best file for a lesson so far. */
struct choice {
    char *path;
    time_t when;
    int depth, found;
};

struct search {
    const char *folder;
    json_t *notes;
    struct choice choices[LESSON_COUNT];
    size_t entries;
};

static void note(void *context, const char *what, const char *why)
{
    json_t *notes = context;
    char *text = names_text(what);
    if (json_array_size(notes) < MOST_NOTES)
        json_array_append_new(notes, json_sprintf("%.200s: %s", text == NULL ? "?" : text, why));
    else if (json_array_size(notes) == MOST_NOTES)
        json_array_append_new(notes, json_string("and more of the kind"));
    free(text);
}

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

static bool is_better(const struct choice *now, time_t when, int depth, const char *path)
{
    if (now->path == NULL || when != now->when)
        return now->path == NULL || when > now->when;
    return depth != now->depth ? depth < now->depth : strcmp(path, now->path) < 0;
}

static int write_file(const char *folder, const char *stem, const char *data, size_t size)
{
    char *path = kit_text("%s/%s.c", folder, stem);
    int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int file = path == NULL ? -1 : open(path, flags, 0600);
    free(path);
    size_t written = 0;
    while (file != -1 && written < size) {
        ssize_t got = write(file, data + written, size - written);
        if (got == -1 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        written += (size_t)got;
    }
    int error = errno;
    if (file == -1 || (close(file) == -1 && written == size) || written < size) {
        errno = error;
        return -1;
    }
    return 0;
}

/* A file of the submission, whose name says that it is a lesson's: archives_visit. */
static int consider(void *context, const char *path, time_t when, const char *data, size_t size)
{
    struct search *search = context;
    const struct lesson *lesson = names_lesson(name_of(path));
    if (lesson == NULL)
        return 0;
    struct choice *choice = &search->choices[lesson->number - 1];
    int depth = depth_of(path);
    choice->found++;
    if (!is_better(choice, when, depth, path))
        return 0;
    char *copy = strdup(path);
    if (copy == NULL || write_file(search->folder, lesson->stem, data, size) == -1) {
        free(copy);
        return -1;
    }
    free(choice->path);
    *choice = (struct choice){copy, when, depth, choice->found};
    return 0;
}

/* --- archives --------------------------------------------------------------------------------- */

static bool is_noise(const char *path)
{
    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        char *part = strndup(path, length);
        bool noise = part != NULL && names_noise(part);
        free(part);
        if (noise)
            return true;
        path += length;
        path += *path == '/';
    }
    return false;
}

static bool is_wanted(const char *path)
{
    return names_lesson(name_of(path)) != NULL && !is_noise(path);
}

static void note_of_search(void *context, const char *what, const char *why)
{
    note(((struct search *)context)->notes, what, why);
}

/* 1: it is none. */
static int consider_archive(struct search *search, int file, const char *path)
{
    static const struct archives_limits limits = {MOST_ENTRIES, MOST_LESSON, 64 << 20, MOST_DEPTH};
    return archives_each(file, path, &limits, is_wanted, consider, note_of_search, search);
}

/* --- folders ---------------------------------------------------------------------------------- */

static int consider_content(struct search *search, int file, const char *path,
                            const struct stat *status)
{
    char *data = malloc(MOST_LESSON);
    size_t size = 0;
    ssize_t got;
    if (data == NULL)
        return -1;
    while (size < MOST_LESSON && (got = read(file, data + size, MOST_LESSON - size)) > 0)
        size += (size_t)got;
    int result = consider(search, path, status->st_mtime, data, size);
    int error = errno;
    free(data);
    errno = error;
    return result;
}

/* A lesson, or an archive. Never waits, whatever that is, and follows no link. */
static int consider_file(struct search *search, int folder, const char *name, const char *path)
{
    struct stat status;
    int result = 0, file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file == -1) {
        note(search->notes, path, errno == ELOOP ? "it is a link" : "it cannot be read");
        return 0;
    }
    if (fstat(file, &status) == -1 || !S_ISREG(status.st_mode))
        note(search->notes, path, "it is no file");
    else if (names_lesson(name_of(path)) != NULL)
        result = consider_content(search, file, path, &status);
    else
        result = consider_archive(search, file, path);
    int error = errno;
    close(file);
    errno = error;
    return result;
}

static int walk(struct search *search, int folder, const char *path);

static int consider_entry(struct search *search, int folder, const char *name, const char *path)
{
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == -1 || names_noise(name))
        return 0;
    bool lesson = names_lesson(name) != NULL;
    if (S_ISLNK(status.st_mode) || (lesson && !S_ISREG(status.st_mode)))
        note(search->notes, path, S_ISLNK(status.st_mode) ? "it is a link" : "it is no file");
    else if (lesson || (S_ISREG(status.st_mode) && names_archive(name)))
        return consider_file(search, folder, name, path) == -1 ? -1 : 0;
    if (!S_ISDIR(status.st_mode))
        return 0;
    if (depth_of(path) >= MOST_DEPTH) {
        note(search->notes, path, "it lies too deep");
        return 0;
    }
    int below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (below != -1)
        return walk(search, below, path);
    note(search->notes, path, "this folder cannot be read");
    return 0;
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
    for (struct dirent *entry; result == 0 && (entry = readdir(entries)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (++search->entries > MOST_ENTRIES) {
            note(search->notes, path, "the submission has too many files: the rest is left");
            break;
        }
        char *below = kit_text("%s%s%s", path, *path == '\0' ? "" : "/", entry->d_name);
        result = below == NULL ? -1 : consider_entry(search, dirfd(entries), entry->d_name, below);
        free(below);
    }
    int error = errno;
    closedir(entries);
    errno = error;
    return result;
}

static int consider_root(struct search *search, const struct root *root)
{
    const char *name = root->file == NULL ? name_of(root->path) : root->file;
    int folder = open(root->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder != -1)
        return walk(search, folder, "");
    int result = consider_file(search, AT_FDCWD, root->path, name);
    if (result == 1)
        note(search->notes, name, "it is neither a lesson nor an archive");
    return result == -1 ? -1 : 0;
}

/* --- the whole -------------------------------------------------------------------------------- */

static void say_choices(struct search *search)
{
    for (int i = 0; i < LESSON_COUNT; i++) {
        struct choice *choice = &search->choices[i];
        if (choice->found > 1) {
            char *text = names_text(choice->path);
            json_array_append_new(search->notes,
                                  json_sprintf("lesson %d: of %d files %.200s was taken, the "
                                               "newest, or highest of the newest",
                                               i + 1, choice->found, text == NULL ? "?" : text));
            free(text);
        }
        free(choice->path);
        choice->path = NULL;
    }
}

int extract_lessons(const struct root *roots, size_t count, const char *folder, json_t *notes,
                    char **why)
{
    struct search search = {.folder = folder, .notes = notes};
    int result = 0;
    for (size_t i = 0; i < count && result == 0; i++) {
        result = consider_root(&search, &roots[i]);
        if (result == -1)
            *why = kit_text("the submission's files could not be copied: %s", strerror(errno));
    }
    say_choices(&search);
    return result;
}

/* archives_visit: of a bulk download, all files. */
struct download_folder {
    const char *folder;
    json_t *notes;
};

static int unpack_file(void *context, const char *path, time_t when, const char *data, size_t size)
{
    const struct download_folder *to = context;
    char *file = kit_text("%s/%s", to->folder, path);
    char *slash = file == NULL ? NULL : strrchr(file, '/');
    struct new_file new;
    int result = -1;
    if (slash == NULL)
        return -1;
    *slash = '\0';
    int made = files_make_folder(file);
    *slash = '/';
    if (made == 0 && files_begin(&new, file) == 0) {
        fwrite(data, 1, size, new.out);
        result = files_done(&new, 0);
    }
    if (result == -1 && (errno == EEXIST || errno == ENOTDIR || errno == EISDIR ||
                         errno == ENAMETOOLONG || errno == ELOOP)) {
        note(to->notes, path, "it has the place of another file, or no possible name");
        result = 0;
    }
    if (result == 0) {
        const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
        utimensat(AT_FDCWD, file, times, AT_SYMLINK_NOFOLLOW);
    }
    free(file);
    return result;
}

static void note_of_download(void *context, const char *what, const char *why)
{
    note(((struct download_folder *)context)->notes, what, why);
}

int extract_download(const char *path, const char *folder, json_t *notes, char **why)
{
    static const struct archives_limits limits = {1 << 20, 64 << 20, (size_t)4 << 30, MOST_DEPTH};
    struct download_folder to = {folder, notes};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    int result = file == -1
                     ? -1
                     : archives_each(file, path, &limits, NULL, unpack_file, note_of_download, &to);
    if (file != -1)
        close(file);
    if (result == -1)
        *why = kit_text("%s cannot be unpacked into %s: %s", path, folder, strerror(errno));
    return result;
}
