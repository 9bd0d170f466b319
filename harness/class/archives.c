/* archives.c - what lies in an archive, of whatever form libarchive knows: libarchive(3). */
#include "class/archives.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 65536 };

struct visitor {
    struct archive *archive;
    const struct archives_limits *limits;
    bool (*wanted)(const char *path);
    archives_visit *visit;
    archives_note *note;
    void *context;
    size_t entries, total, passed;
};

/* Why the path cannot be taken, or NULL. */
static const char *where_it_leads(const char *path)
{
    if (*path == '\0')
        return "it has no name that can be read";
    if (*path == '/')
        return "its path begins at the root of the system";
    for (const char *part = path; *part != '\0'; part += *part == '/') {
        size_t length = strcspn(part, "/");
        if (length == 2 && strncmp(part, "..", 2) == 0)
            return "its path leads out of the archive";
        part += length;
    }
    return NULL;
}

/* Of a clean path. */
static int depth_of(const char *path)
{
    int depth = 1;
    for (; *path != '\0'; path++)
        depth += *path == '/';
    return depth;
}

static const char *what_kind(struct archive_entry *entry)
{
    if (archive_entry_hardlink(entry) != NULL || archive_entry_filetype(entry) == AE_IFLNK)
        return "it is a link";
    return archive_entry_filetype(entry) == AE_IFREG ? NULL : "it is no file";
}

/* The content; NULL with *WHY, or with NULL there for want of memory. */
static char *read_content(struct visitor *visitor, size_t *size, const char **why)
{
    char *data = NULL;
    size_t room = 0;
    *size = 0;
    *why = NULL;
    for (;;) {
        if (*size + BLOCK > room) {
            char *more = realloc(data, room + 4 * BLOCK);
            if (more == NULL)
                break;
            data = more;
            room += 4 * BLOCK;
        }
        ssize_t got = archive_read_data(visitor->archive, data + *size, BLOCK);
        if (got == 0)
            return data;
        if (got < 0) {
            *why = "its content is damaged";
            break;
        }
        *size += (size_t)got;
        visitor->total += (size_t)got;
        if (*size > visitor->limits->single || visitor->total > visitor->limits->total) {
            *why =
                *size > visitor->limits->single ? "it is too large" : "the archive holds too much";
            break;
        }
    }
    free(data);
    return NULL;
}

/* An archive made on Windows may have '\' between its folders. */
static void take_backslashes(char *path)
{
    if (strchr(path, '/') != NULL)
        return;
    for (; *path != '\0'; path++)
        if (*path == '\\')
            *path = '/';
}

/* "./a//b" is "a/b". */
static void clean(char *path)
{
    char *to = path;
    for (char *from = path; *from != '\0';) {
        size_t length = strcspn(from, "/");
        bool counts = length > 0 && !(length == 1 && *from == '.');
        if (counts && to > path)
            *to++ = '/';
        if (counts) {
            memmove(to, from, length);
            to += length;
        }
        from += length;
        from += *from == '/';
    }
    *to = '\0';
}

/* Visits the file, or says why not. */
static int visit_path(struct visitor *visitor, struct archive_entry *entry, char *path)
{
    const char *why = where_it_leads(path);
    char *data = NULL;
    size_t size = 0;
    if (why != NULL) {
        visitor->note(visitor->context, path, why);
        return 0;
    }
    clean(path);
    bool wanted = visitor->wanted(path);
    why = depth_of(path) > visitor->limits->depth ? "it lies too deep" : what_kind(entry);
    if (why != NULL) {
        if (wanted)
            visitor->note(visitor->context, path, why);
        return 0;
    }
    if (wanted && (data = read_content(visitor, &size, &why)) == NULL) {
        if (why == NULL) {
            errno = ENOMEM;
            return -1;
        }
        visitor->note(visitor->context, path, why);
    }
    time_t when = archive_entry_mtime_is_set(entry) ? archive_entry_mtime(entry) : 0;
    int result = visitor->visit(visitor->context, path, when, data, size);
    int error = errno;
    free(data);
    errno = error;
    return result;
}

static int visit_entry(struct visitor *visitor, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);
    if (name == NULL)
        name = archive_entry_pathname_utf8(entry);
    if (archive_entry_filetype(entry) == AE_IFDIR && archive_entry_hardlink(entry) == NULL)
        return 0;
    char *path = strdup(name == NULL ? "" : name);
    if (path == NULL)
        return -1;
    take_backslashes(path);
    int result = visit_path(visitor, entry, path);
    int error = errno;
    free(path);
    errno = error;
    return result;
}

/* Whether the limits are passed with this entry. Zip's reader finds the next one without unpacking
   what lies between; those of other forms must, and a bomb is not to be passed by. */
static bool is_too_much(struct visitor *visitor, struct archive_entry *entry)
{
    const struct archives_limits *limits = visitor->limits;
    int form = archive_format(visitor->archive) & ARCHIVE_FORMAT_BASE_MASK;
    la_int64_t size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;
    if (form != ARCHIVE_FORMAT_ZIP && size > 0) {
        if ((size_t)size > limits->passed - visitor->passed)
            return true;
        visitor->passed += (size_t)size;
    }
    return ++visitor->entries > limits->entries || visitor->total > limits->total;
}

static int visit_all(struct visitor *visitor, const char *path)
{
    struct archive_entry *entry;
    int got, result = 0;
    while (result == 0 &&
           (got = archive_read_next_header(visitor->archive, &entry)) != ARCHIVE_EOF) {
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN) {
            if (visitor->entries == 0)
                return 1;
            visitor->note(visitor->context, path, "the archive is damaged from here on");
            return 2;
        }
        if (is_too_much(visitor, entry)) {
            visitor->note(visitor->context, path, "the archive holds too much: the rest is left");
            return 2;
        }
        result = visit_entry(visitor, entry);
    }
    return result;
}

/* Not all that the library knows: mtree(5) reads files of this machine, some filters start
   programs, and the reader of zips without their table unpacks what it passes by. */
static void support(struct archive *archive)
{
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_lzma(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_compress(archive);
    archive_read_support_format_zip_seekable(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_7zip(archive);
    archive_read_support_format_rar(archive);
    archive_read_support_format_rar5(archive);
    archive_read_support_format_cpio(archive);
}

static void take_off(size_t *limit, size_t used) { *limit -= used < *limit ? used : *limit; }

int archives_each(int file, const char *name, struct archives_limits *limits,
                  bool (*wanted)(const char *path), archives_visit *visit, archives_note *note,
                  void *context)
{
    struct visitor visitor = {archive_read_new(), limits, wanted, visit, note, context, 0, 0, 0};
    if (visitor.archive == NULL) {
        errno = ENOMEM;
        return -1;
    }
    support(visitor.archive);
    int result = archive_read_open_fd(visitor.archive, file, BLOCK) == ARCHIVE_OK
                     ? visit_all(&visitor, name)
                     : 1;
    int error = errno;
    archive_read_free(visitor.archive);
    take_off(&limits->entries, visitor.entries);
    take_off(&limits->total, visitor.total);
    take_off(&limits->passed, visitor.passed);
    errno = error;
    return result;
}
