/* choices.h - which file of a submission is taken for each lesson. */
#ifndef CLASS_CHOICES_H
#define CLASS_CHOICES_H

#include "lessons.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct choice {
    char *path, *data;
    size_t size;
    time_t when;
    int found; /* how many there were for the lesson */
};

struct choices {
    struct choice own[LESSON_COUNT];      /* the best so far */
    struct choice doubtful[LESSON_COUNT]; /* where the kit has files of its own */
    bool kit;                             /* the kit was handed in, or its lessons */
};

/* One more file for LESSON: of several the newest is taken, of equally old ones one in a folder
 * "lessons", then the highest, then the first by name. Copies DATA. 0, or -1 with errno. */
int choices_add(struct choices *choices, const struct lesson *lesson, const char *path, time_t when,
                const char *data, size_t size);

/* Writes what was chosen into FOLDER as <stem>.c, and notes for a teacher. 0; -1 with errno. */
int choices_write(struct choices *choices, const char *folder, json_t *notes);
void choices_free(struct choices *choices);

#endif
