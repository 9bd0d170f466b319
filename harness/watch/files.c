/* files.c - tells when a lesson file has been saved. */
#include "watch/files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

static struct stat stat_of(const struct files *files)
{
    struct stat status = {0};
    char *path = NULL;
    if (asprintf(&path, "%s/%s", files->folder, files->name) == -1)
        return status;
    if (stat(path, &status) == -1)
        status = (struct stat){0};
    free(path);
    return status;
}

static bool same_time(struct timespec one, struct timespec other)
{
    return one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec;
}

static bool same(const struct stat *one, const struct stat *other)
{
    return one->st_dev == other->st_dev && one->st_ino == other->st_ino &&
           one->st_size == other->st_size && same_time(one->st_mtim, other->st_mtim) &&
           same_time(one->st_ctim, other->st_ctim);
}

void files_open(struct files *files, const char *folder, const char *name)
{
    *files = (struct files){.folder = folder, .name = name};
    files->events = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (files->events != -1 && inotify_add_watch(files->events, folder,
                                                 IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM |
                                                     IN_DELETE | IN_CREATE) == -1)
        files_close(files);
    files->taken = files->looked = stat_of(files);
}

void files_close(struct files *files)
{
    if (files->events != -1)
        close(files->events);
    files->events = -1;
}

/* A file that is created is whole when it is closed, or if it is a link to one that was there. */
static bool is_whole(const struct inotify_event *event, const struct stat *now)
{
    return (event->mask & IN_CREATE) == 0 || now->st_nlink > 1 || S_ISLNK(now->st_mode);
}

/* Takes the file for new if it is another one. */
static bool take(struct files *files, const struct stat *now)
{
    bool other = !same(now, &files->taken);
    files->taken = files->looked = *now;
    return other;
}

bool files_saved(struct files *files)
{
    _Alignas(struct inotify_event) char buffer[4096];
    ssize_t size = 0;
    bool saved = false;
    struct stat now = stat_of(files);
    while ((size = read(files->events, buffer, sizeof buffer)) > 0)
        for (char *at = buffer; at < buffer + size;) {
            const struct inotify_event *event = (const struct inotify_event *)at;
            if (event->len > 0 && strcmp(event->name, files->name) == 0 && is_whole(event, &now))
                saved = true;
            at += sizeof *event + event->len;
        }
    if (!saved)
        return false;
    now = stat_of(files);
    return take(files, &now);
}

bool files_look(struct files *files)
{
    struct stat now = stat_of(files);
    bool at_rest = same(&now, &files->looked);
    files->looked = now;
    return at_rest && !same(&now, &files->taken) && take(files, &now);
}
