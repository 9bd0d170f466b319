/* roster.c - who is in the class: a CSV file with a header, as course systems export it. */
#include "class/roster.h"

#include "class/csv.h"
#include "class/names.h"
#include "kit.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 8 };

struct roster {
    struct csv csv;
    long known_by[COLUMNS]; /* columns; -1: none */
    int chosen;             /* the one by which the class is known; -1: any */
    json_t *rows[COLUMNS];  /* what is written there, folded, to the row; NULL: none */
    char **names;           /* of each row but the header */
};

/* The first that is there is a student's id. */
static const char *const ids[COLUMNS][5] = {
    {"id", "student id", "student_id", "studentid", NULL},
    {"identifier", NULL},
    {"sis user id", "sis id", "sid", NULL},
    {"sis login id", "login", "login id", NULL},
    {"username", "user name", "user", NULL},
    {"github_username", "github username", "github", NULL},
    {"email", "email address", "e-mail", "mail", NULL},
    {"number", "matriculation number", "id number", NULL},
};
static const char *const whole[] = {"name",    "full name",    "student name",
                                    "student", "display name", NULL};
static const char *const first[] = {"first name", "firstname", "given name", "first", NULL};
static const char *const last[] = {"last name", "lastname", "surname", "family name", "last", NULL};

/* Moodle writes "Participant 123" in its tables, and 123 in the names of files. */
static const char *without_word(const char *text)
{
    static const char word[] = "Participant ";
    return strncmp(text, word, sizeof word - 1) == 0 ? text + sizeof word - 1 : text;
}

/* As names_same() sees it, malloced: equal where that says so. */
static char *folded(const char *text)
{
    char *key = names_text(text + strspn(text, " \t"));
    size_t length = key == NULL ? 0 : strlen(key);
    while (length > 0 && (key[length - 1] == ' ' || key[length - 1] == '\t'))
        key[--length] = '\0';
    for (size_t i = 0; i < length; i++)
        if (key[i] >= 'A' && key[i] <= 'Z')
            key[i] = (char)(key[i] - 'A' + 'a');
    return key;
}

/* Of several rows with the same id the first counts. */
static int take_ids(struct roster *roster, int which)
{
    json_t *rows = roster->rows[which] = json_object();
    int result = rows == NULL ? -1 : 0;
    for (size_t row = 1; row < roster->csv.count && result == 0; row++) {
        char *key = folded(without_word(csv_cell(&roster->csv, row, roster->known_by[which])));
        if (key == NULL)
            return -1;
        if (*key != '\0' && json_object_get(rows, key) == NULL)
            result = json_object_set_new(rows, key, json_integer((json_int_t)row - 1));
        free(key);
    }
    return result;
}

static int take_names(struct roster *roster)
{
    long name = csv_column(&roster->csv, whole), given = csv_column(&roster->csv, first),
         family = csv_column(&roster->csv, last);
    roster->names = calloc(roster->csv.count, sizeof *roster->names);
    for (size_t i = 1; roster->names != NULL && i < roster->csv.count; i++) {
        const char *all = csv_cell(&roster->csv, i, name), *one = csv_cell(&roster->csv, i, given),
                   *other = csv_cell(&roster->csv, i, family);
        char *said =
            *all != '\0' ? strdup(all) : kit_text("%s%s%s", one, *one && *other ? " " : "", other);
        roster->names[i - 1] = said == NULL ? NULL : names_text(said);
        free(said);
        if (roster->names[i - 1] == NULL)
            return -1;
    }
    return roster->names == NULL ? -1 : 0;
}

struct roster *roster_read(const char *path, char **why)
{
    struct roster *roster = calloc(1, sizeof *roster);
    bool some = false, full = false;
    if (roster != NULL)
        roster->chosen = -1;
    if (roster == NULL || csv_read(&roster->csv, path, why) == -1) {
        free(roster);
        return NULL;
    }
    for (int i = 0; i < COLUMNS; i++) {
        roster->known_by[i] = csv_column(&roster->csv, ids[i]);
        some = some || roster->known_by[i] != -1;
        full = full || (roster->known_by[i] != -1 && take_ids(roster, i) == -1);
    }
    if (some && !full && take_names(roster) == 0)
        return roster;
    *why = some ? strdup("no memory for the roster")
                : kit_text("%s: no column tells who somebody is; name one \"id\", \"username\" or "
                           "\"email\" in its first line",
                           path);
    roster_free(roster);
    return NULL;
}

void roster_free(struct roster *roster)
{
    if (roster == NULL)
        return;
    for (size_t i = 0; roster->names != NULL && i + 1 < roster->csv.count; i++)
        free(roster->names[i]);
    free(roster->names);
    for (int i = 0; i < COLUMNS; i++)
        json_decref(roster->rows[i]);
    csv_free(&roster->csv);
    free(roster);
}

size_t roster_count(const struct roster *roster) { return roster->csv.count - 1; }

const char *roster_name(const struct roster *roster, size_t index) { return roster->names[index]; }

const char *roster_id(const struct roster *roster, size_t index)
{
    for (int i = 0; i < COLUMNS; i++) {
        const char *id = csv_cell(&roster->csv, index + 1, roster->known_by[i]);
        if (*id != '\0')
            return id;
    }
    return "";
}

static json_t *row_in(const struct roster *roster, int column, const char *text)
{
    char *key = folded(text);
    json_t *row = key == NULL ? NULL : json_object_get(roster->rows[column], key);
    free(key);
    return row;
}

void roster_choose(struct roster *roster, const char *const *texts, size_t count)
{
    size_t most = 0;
    for (int i = 0; i < COLUMNS; i++) {
        size_t known = 0;
        for (size_t n = 0; n < count; n++)
            known += row_in(roster, i, texts[n]) != NULL;
        if (known > most) {
            most = known;
            roster->chosen = i;
        }
    }
}

long roster_find(const struct roster *roster, const char *text)
{
    json_t *row = NULL;
    for (int i = 0; i < COLUMNS && row == NULL; i++)
        if (roster->chosen == -1 || roster->chosen == i)
            row = row_in(roster, i, text);
    return row == NULL ? -1 : (long)json_integer_value(row);
}
