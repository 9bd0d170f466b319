/* files.h - tells when a lesson file has been saved: by file events, and by looking, where these do
 * not arrive (network file systems, WSL, some containers). Linux only: inotify(7). */
#ifndef WATCH_FILES_H
#define WATCH_FILES_H

#include <stdbool.h>
#include <sys/stat.h>

struct files {
    int events;         /* a descriptor for poll(2); -1: there are no events, and looking must do */
    const char *folder; /* both the caller's, and to outlive this */
    const char *name;   /* in it */
    struct stat taken;  /* the file as it was last taken for new; of zeros: it was not there */
    struct stat looked; /* as it was when last looked at */
};

/* The file FOLDER/NAME, as it is now, is not new. */
void files_open(struct files *files, const char *folder, const char *name);
void files_close(struct files *files);

/* After an event: whether the file was saved, and is whole: closed by its writer, put in place by a
 * rename, or removed. */
bool files_saved(struct files *files);

/* From time to time: whether the file is another one than that which was last taken for new, and
 * was the same at the look before, so that nobody is writing it. */
bool files_look(struct files *files);

#endif
