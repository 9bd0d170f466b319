/* intake_inside.h - what the files of the intake share: intake.c, students.c, forms.c. */
#ifndef CLASS_INTAKE_INSIDE_H
#define CLASS_INTAKE_INSIDE_H

#include "class/downloads.h"
#include "class/extract.h"
#include "class/intake.h"

struct student {
    struct submission submission;
    struct root *roots;
    size_t count;
    char *version; /* where only the newest counts */
    bool joins;    /* with what else is of the same id; else that is somebody else's */
};

struct intake {
    const char *form;
    char *unpacked; /* a folder to be removed; NULL */
    struct student *students;
    size_t count, room;
    json_t *unmatched, *notes;
};

/* students.c: who has handed in what. */

/* A new one at the end, NULL without memory; whether there is one of that id already is seen when
 * all are joined. */
struct student *intake_add_student(struct intake *intake, const char *id, const char *name,
                                   const char *origin);

/* One more place where files of the student are; FILE as in struct root. 0, or -1. */
int intake_add_root(struct student *student, const char *path, const char *file);

/* Orders all by their ids, and makes one of those that have the same and join; the others get ids
 * of their own, and are listed. 0, or -1 without memory. */
int intake_join_all(struct intake *intake);
void intake_free_student(struct student *student);

/* Lists WHAT as belonging to nobody. */
void intake_leave(struct intake *intake, const char *what, const char *why);

/* forms.c: what lies at the top of a folder of submissions. */

/* Adds the students of the folder PATH. 0, or -1 with *WHY. */
int intake_look_through(struct intake *intake, const char *path, const struct intake_wish *wish,
                        char **why);

/* The folder that is all that lies in PATH, if it is a class and PATH is not; malloced, or NULL. A
 * class of PLAIN folders can be told from a student's only where somebody packed them. */
char *intake_step_into(const char *path, bool plain);

/* Compiles an expression whose first group is an id. 0, or -1 with *WHY. */
int intake_compile(const char *expression, regex_t *pattern, char **why);

#endif
