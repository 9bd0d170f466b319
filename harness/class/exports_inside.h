/* exports_inside.h - the formats, for exports.c alone. */
#ifndef CLASS_EXPORTS_INSIDE_H
#define CLASS_EXPORTS_INSIDE_H

#include "class/exports.h"

typedef int export_single(FILE *out, const json_t *result, const struct export_wish *wish);
typedef int export_whole(FILE *out, const struct class_results *results,
                         const struct export_wish *wish, char **why);

/* exports_single.c: each from the documentation of the system that reads it. */
export_single export_gradescope, export_prairielearn, export_autolab, export_github, export_vpl;

/* exports_tables.c, exports_junit.c */
export_whole export_junit, export_canvas, export_moodle, export_table;

#endif
