/* roster.h - who is in the class: a CSV file with a header, as course systems export it. */
#ifndef CLASS_ROSTER_H
#define CLASS_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

struct roster;

/* Reads it: RFC 4180, with commas or semicolons. Columns are known by their names: "id", "student
 * id", "username", "email" ... tell who somebody is, "name", or "first name" and "last name", what
 * he is called. NULL with *WHY (malloced). */
struct roster *roster_read(const char *path, char **why);
void roster_free(struct roster *roster);

size_t roster_count(const struct roster *roster);

/* What somebody is called, and is known by; "" if it does not say. */
const char *roster_name(const struct roster *roster, size_t index);
const char *roster_id(const struct roster *roster, size_t index);

/* From now on everybody is known by one and the same column: by the one that knows most of these
 * COUNT texts. Who chooses a name of his own could choose what another is called elsewhere. */
void roster_choose(struct roster *roster, const char *const *texts, size_t count);

/* The index of the one who is known by TEXT, in the chosen column, or else in any; -1: nobody. */
long roster_find(const struct roster *roster, const char *text);

#endif
