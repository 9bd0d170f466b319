/* intake.h - the submissions of a class: what was handed in, by whom, and the ten files of each. */
#ifndef CLASS_INTAKE_H
#define CLASS_INTAKE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* What one student handed in. A group's submission is one of these for each member. The texts are
 * valid UTF-8 whatever the files are called: bytes that are not are written as \xHH. */
struct submission {
    char *id;         /* of the student, unique in the class */
    char *name;       /* as the roster or the download has it; NULL: not known */
    char *origin;     /* what it was made of, below the folder of submissions; "" is that itself */
    bool late;        /* the download says so, Canvas's LATE */
    time_t submitted; /* seconds since 1970 in UTC; -1: not known */
};

struct intake_wish {
    const char *roster;      /* a CSV file: ids to names; NULL: none */
    const char *name_regexp; /* POSIX extended, its first group is the id; NULL: known downloads */
};

struct intake;

/* Looks through PATH, a folder of submissions, a bulk download, or an archive of either. Nothing is
 * unpacked yet. NULL with *WHY (malloced: what is wrong and what to do) if it cannot be read, is
 * empty, or the roster or the expression is not valid. */
struct intake *intake_open(const char *path, const struct intake_wish *wish, char **why);

/* The same of PATH, one student's: a folder, an archive, or a single lesson file. */
struct intake *intake_open_one(const char *path, const struct intake_wish *wish, char **why);

void intake_close(struct intake *intake);

/* The name of the form that was recognised: "canvas", "moodle", "gradescope", "github-classroom",
 * "autolab", "vpl", "folders". */
const char *intake_form(const struct intake *intake);

/* The submissions, ordered by id (bytes), so that every run sees them in the same order. */
size_t intake_count(const struct intake *intake);
const struct submission *intake_submission(const struct intake *intake, size_t index);

/* What could not be matched: array of {"what": a path or an id of the roster, "why": text}: files
 * that belong to nobody, students of the roster without a submission, submissions of nobody on the
 * roster (which are graded all the same). A borrowed reference. */
const json_t *intake_unmatched(const struct intake *intake);

/* Writes those of the ten lesson files that the submission has into FOLDER, an empty folder, as
 * <stem>.c. NOTES (array of texts) gets what a teacher should know: which of several was taken,
 * what was left out and why (a link, a path that leads out, more than the limits allow, a damaged
 * archive). Returns 0; -1 with *WHY (malloced) if the machine is at fault, such as a full disk. */
int intake_extract(const struct intake *intake, size_t index, const char *folder, json_t *notes,
                   char **why);

#endif
