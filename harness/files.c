/* files.c - files that are written whole or not at all, and the folders that they stand in. */
#include "files.h"

#include "kit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int files_make_folder(const char *path)
{
    char *folder = strdup(path);
    if (folder == NULL)
        return -1;
    for (char *c = folder + 1; *c != '\0'; c++)
        if (*c == '/') {
            *c = '\0';
            mkdir(folder, 0777); /* only the last one's failure counts */
            *c = '/';
        }
    int made = mkdir(folder, 0777);
    int error = errno;
    struct stat status;
    bool there = made == 0 || (error == EEXIST && stat(folder, &status) == 0);
    if (there && made == -1 && !S_ISDIR(status.st_mode))
        error = ENOTDIR;
    free(folder);
    errno = error;
    return made == 0 || (there && error == EEXIST) ? 0 : -1;
}

static void free_parts(struct new_file *file)
{
    free(file->path);
    free(file->temporary);
    free(file->buffer);
}

int files_begin(struct new_file *file, const char *path)
{
    *file = (struct new_file){.path = strdup(path)};
    file->temporary = kit_text("%s.%jd.new", path, (intmax_t)getpid());
    int fd = -1;
    file->buffer = malloc(BUFSIZ);
    if (file->path != NULL && file->temporary != NULL && file->buffer != NULL)
        fd = open(file->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    file->out = fd == -1 ? NULL : fdopen(fd, "w");
    if (file->out != NULL)
        return setvbuf(file->out, file->buffer, _IOFBF, BUFSIZ);
    int error = errno;
    if (fd != -1) {
        close(fd);
        unlink(file->temporary);
    }
    free_parts(file);
    errno = error;
    return -1;
}

int files_done(struct new_file *file, int failed)
{
    bool written = fflush(file->out) == 0 && !ferror(file->out);
    int error = errno;
    if (fclose(file->out) != 0 && written)
        written = false, error = errno;
    if (written && !failed && rename(file->temporary, file->path) == 0) {
        error = 0;
    } else {
        error = written && !failed ? errno : error;
        unlink(file->temporary);
        failed = 1;
    }
    free_parts(file);
    errno = error;
    return failed ? -1 : 0;
}

int files_write_json(const char *path, const json_t *value)
{
    struct new_file file;
    if (files_begin(&file, path) == -1)
        return -1;
    int failed = json_dumpf(value, file.out, JSON_INDENT(2)) == -1 || fputc('\n', file.out) == EOF;
    return files_done(&file, failed);
}

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static bool ends_so(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length >= end && strcmp(name + length - end, ending) == 0;
}

void files_free_names(char **names)
{
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        free(names[i]);
    free(names);
}

static int append(char ***names, size_t *room, size_t count, const char *name)
{
    if (count + 2 > *room) {
        char **more = realloc(*names, 2 * *room * sizeof **names);
        if (more == NULL)
            return -1;
        *names = more;
        *room *= 2;
    }
    (*names)[count] = strdup(name);
    (*names)[count + 1] = NULL;
    return (*names)[count] == NULL ? -1 : 0;
}

char **files_names(const char *folder, const char *ending, size_t *count)
{
    size_t room = 16;
    *count = 0;
    char **names = calloc(room, sizeof *names);
    DIR *entries = names == NULL ? NULL : opendir(folder);
    bool failed = entries == NULL;
    for (struct dirent *entry; !failed && (entry = readdir(entries)) != NULL;) {
        if (entry->d_name[0] == '.' || !ends_so(entry->d_name, ending))
            continue;
        failed = append(&names, &room, *count, entry->d_name) == -1;
        *count += !failed;
    }
    int error = errno;
    if (entries != NULL)
        closedir(entries);
    if (!failed) {
        qsort(names, *count, sizeof *names, by_bytes);
        return names;
    }
    files_free_names(names);
    errno = error;
    return NULL;
}
