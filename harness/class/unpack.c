/* unpack.c - a bulk download that is one archive, laid out as a folder. */
#include "class/unpack.h"

#include "class/archives.h"
#include "class/content.h"
#include "class/names.h"
#include "class/notes.h"
#include "files.h"
#include "kit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

struct download_folder {
    const char *folder;
    json_t *notes;
};

/* The rest lies there too, but empty: it tells who has handed in something. */
static bool is_wanted(const char *path)
{
    size_t length = strlen(path);
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    return names_archive(name) || (length > 2 && strcasecmp(path + length - 2, ".c") == 0) ||
           strcmp(name, "submission_metadata.yml") == 0;
}

/* The folders above it are made where they lack: mostly they are there. */
static int write_below(char *file, const char *data, size_t size)
{
    int result = content_write(file, data, size);
    if (result == 0 || errno != ENOENT)
        return result;
    char *slash = strrchr(file, '/');
    *slash = '\0';
    result = files_make_folder(file);
    *slash = '/';
    return result == -1 ? -1 : content_write(file, data, size);
}

/* archives_visit */
static int unpack_file(void *context, const char *path, time_t when, const char *data, size_t size)
{
    const struct download_folder *to = context;
    char *file = kit_text("%s/%s", to->folder, path);
    if (file == NULL)
        return -1;
    int result = write_below(file, data, data == NULL ? 0 : size);
    if (result == -1 && (errno == EEXIST || errno == ENOTDIR || errno == EISDIR ||
                         errno == ENAMETOOLONG || errno == ELOOP)) {
        notes_add(to->notes, path, "it has the place of another file, or no possible name");
        result = 0;
    }
    if (result == 0) {
        const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
        utimensat(AT_FDCWD, file, times, AT_SYMLINK_NOFOLLOW);
    }
    int error = errno;
    free(file);
    errno = error;
    return result;
}

static void note(void *context, const char *what, const char *why)
{
    notes_add(((struct download_folder *)context)->notes, what, why);
}

int unpack_download(const char *path, const char *folder, json_t *notes, char **why)
{
    struct archives_limits limits = {.entries = (size_t)1 << 24,
                                     .single = (size_t)256 << 20,
                                     .total = (size_t)1 << 40,
                                     .passed = (size_t)1 << 42,
                                     .depth = 64};
    struct download_folder to = {folder, notes};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    int result =
        file == -1 ? -1 : archives_each(file, path, &limits, is_wanted, unpack_file, note, &to);
    int error = errno;
    if (file != -1)
        close(file);
    if (result == -1)
        *why = kit_text("%s cannot be unpacked into %s: %s", path, folder, strerror(error));
    else if (result == 1)
        *why = kit_text("%s is neither a folder nor an archive that can be read", path);
    else if (result == 2)
        *why = kit_text("%s is damaged, and some students may be missing in it: download it again",
                        path);
    return result == 0 ? 0 : -1;
}
