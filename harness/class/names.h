/* names.h - names that others have chosen: of files, folders and students. */
#ifndef CLASS_NAMES_H
#define CLASS_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct lesson;

/* The bytes of NAME as text: what is no UTF-8, and control characters, as \xHH. Malloced. */
char *names_text(const char *name);

/* The same, of at most 200 bytes: the rest is "...". Malloced. */
char *names_short(const char *name);

/* The lesson whose file that is: NN_stem.c in any case, and what browsers and course systems add
 * before the dot: -1, (1), " (1)", _1, " - Copy", " copy". NULL: of none. */
const struct lesson *names_lesson(const char *file);

/* Whether FILE looks like a program in C or C++ that somebody means to hand in under another name. */
bool names_source(const char *file);

/* NAME without the ending that archives have, malloced; all of it if it has none. */
char *names_without_ending(const char *name);

/* Whether it has such an ending. */
bool names_archive(const char *name);

/* The part of FILE, "lab1-ada-03_client_exchange.c", that is the name of a lesson's file and stands
 * after what is no letter; NULL: there is none. */
const char *names_lesson_within(const char *file);

/* A folder or file that no student means to hand in: hidden, or of a tool. */
bool names_noise(const char *name);

/* Whose a file is, by the folders of its path. */
enum names_owner {
    OF_STUDENT,
    OF_KIT_IF_THERE, /* in "solutions" or "tests": the kit's own if more of it was handed in */
    OF_KIT,          /* in "harness", which tells that it was */
    OF_TOOL,         /* in what is noise */
};
enum names_owner names_owner(const char *path);

/* Whether the two are equal but for the case of ASCII letters and spaces around them. */
bool names_same(const char *one, const char *other);

#endif
