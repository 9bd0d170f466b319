/* students.c - who has handed in what, each student once. */
#include "class/intake_inside.h"
#include "class/names.h"
#include "kit.h"

#include <stdlib.h>
#include <string.h>

void intake_leave(struct intake *intake, const char *what, const char *why)
{
    char *text = names_text(what);
    json_array_append_new(intake->unmatched,
                          json_pack("{ss ss}", "what", text == NULL ? "?" : text, "why", why));
    free(text);
}

static void free_roots(struct student *student)
{
    for (size_t i = 0; i < student->count; i++) {
        free(student->roots[i].path);
        free(student->roots[i].file);
    }
    student->count = 0;
}

void intake_free_student(struct student *student)
{
    free_roots(student);
    free(student->roots);
    free(student->version);
    free(student->submission.id);
    free(student->submission.name);
    free(student->submission.origin);
}

int intake_add_root(struct student *student, const char *path, const char *file)
{
    struct root *more = realloc(student->roots, (student->count + 1) * sizeof *more);
    if (more == NULL)
        return -1;
    student->roots = more;
    more[student->count] = (struct root){strdup(path), file == NULL ? NULL : strdup(file)};
    return more[student->count++].path == NULL ? -1 : 0;
}

struct student *intake_add_student(struct intake *intake, const char *id, const char *name,
                                   const char *origin)
{
    if (intake->count == intake->room) {
        size_t room = intake->room == 0 ? 64 : 2 * intake->room;
        struct student *more = realloc(intake->students, room * sizeof *more);
        if (more == NULL)
            return NULL;
        intake->students = more;
        intake->room = room;
    }
    struct student *student = &intake->students[intake->count++];
    *student = (struct student){.submission = {.id = names_text(id),
                                               .name = name == NULL ? NULL : names_text(name),
                                               .origin = names_text(origin),
                                               .submitted = -1}};
    return student->submission.id == NULL || student->submission.origin == NULL ? NULL : student;
}

static int by_id(const void *one, const void *other)
{
    const struct student *a = one, *b = other;
    int order = strcmp(a->submission.id, b->submission.id);
    if (order == 0 && a->version != NULL && b->version != NULL) {
        size_t lengths[] = {strlen(a->version), strlen(b->version)}; /* 9 is older than 10 */
        order = lengths[0] != lengths[1] ? (lengths[0] < lengths[1] ? -1 : 1)
                                         : strcmp(a->version, b->version);
    }
    if (order == 0 && a->joins != b->joins)
        order = a->joins ? -1 : 1;
    return order != 0 ? order : strcmp(a->submission.origin, b->submission.origin);
}

/* What NEXT has handed in belongs to the same student as STUDENT: a newer version takes its place,
   another file of the same one is added. */
static int join(struct student *student, struct student *next)
{
    int result = 0;
    bool newer = next->version != NULL && student->version != NULL &&
                 strcmp(next->version, student->version) != 0;
    if (newer)
        free_roots(student);
    for (size_t i = 0; i < next->count && result == 0; i++)
        result = intake_add_root(student, next->roots[i].path, next->roots[i].file);
    student->submission.late =
        newer ? next->submission.late : student->submission.late || next->submission.late;
    if (newer || next->submission.submitted > student->submission.submitted)
        student->submission.submitted = next->submission.submitted;
    if (newer) {
        char *origin = student->submission.origin, *version = student->version;
        student->submission.origin = next->submission.origin;
        student->version = next->version;
        next->submission.origin = origin;
        next->version = version;
    }
    intake_free_student(next);
    return result;
}

/* Gives the student an id that is not among IDS, and lists that. 0, or -1 without memory. */
static int rename_student(struct intake *intake, json_t *ids, struct student *student,
                          size_t *number)
{
    char *old = student->submission.id, *id = NULL;
    do {
        free(id);
        id = kit_text("%s~%zu", old, ++*number);
    } while (id != NULL && json_object_get(ids, id) != NULL);
    char *why = id == NULL
                    ? NULL
                    : kit_text("somebody else's id is %s, too: this one is graded as %s", old, id);
    if (why == NULL || json_object_set_new(ids, id, json_true()) == -1) {
        free(id);
        free(why);
        return -1;
    }
    intake_leave(intake, student->submission.origin, why);
    student->submission.id = id;
    free(old);
    free(why);
    return 0;
}

/* They are ordered: equal ones stand side by side. */
static int rename_all(struct intake *intake)
{
    json_t *ids = json_object();
    int result = ids == NULL ? -1 : 0;
    for (size_t i = 0; i < intake->count; i++)
        json_object_set_new(ids, intake->students[i].submission.id, json_true());
    char *id = NULL;
    size_t number = 1;
    for (size_t i = 0; i < intake->count && result == 0; i++) {
        if (id != NULL && strcmp(id, intake->students[i].submission.id) == 0) {
            result = rename_student(intake, ids, &intake->students[i], &number);
            continue;
        }
        free(id);
        id = strdup(intake->students[i].submission.id);
        result = id == NULL ? -1 : 0;
        number = 1;
    }
    free(id);
    json_decref(ids);
    return result;
}

int intake_join_all(struct intake *intake)
{
    size_t kept = 0;
    int result = 0;
    if (intake->count == 0)
        return 0;
    qsort(intake->students, intake->count, sizeof *intake->students, by_id);
    for (size_t i = 0; i < intake->count; i++) {
        struct student *next = &intake->students[i];
        struct student *last = kept > 0 ? &intake->students[kept - 1] : NULL;
        if (last != NULL && last->joins && next->joins &&
            strcmp(last->submission.id, next->submission.id) == 0)
            result |= join(last, next);
        else
            intake->students[kept++] = *next;
    }
    intake->count = kept;
    if (result == 0)
        result = rename_all(intake);
    qsort(intake->students, intake->count, sizeof *intake->students, by_id);
    return result;
}
