/* page.h - the report on a class: one file that opens offline. */
#ifndef CLASS_PAGE_H
#define CLASS_PAGE_H

#include "class/result.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes the page: the class at a glance, its commonest mistakes, a part for each student. One
 * result is in memory at a time. TONED_DOWN: mistakes are named, no bytes are shown, no pictures.
 * Returns 0; -1 with *WHY (malloced). */
int class_page(FILE *out, const struct class_results *results, bool toned_down, char **why);

#endif
