/* exports_inside.h - the formats, for exports.c alone. */
#ifndef CLASS_EXPORTS_INSIDE_H
#define CLASS_EXPORTS_INSIDE_H

#include "class/exports.h"

typedef int export_single(FILE *out, const json_t *result, const struct export_wish *wish);
typedef int export_whole(FILE *out, const struct class_results *results,
                         const struct export_wish *wish, char **why);

/* exports_single.c, exports_lines.c: each from the documentation of the system that reads it. */
export_single export_gradescope, export_prairielearn, export_github, export_autolab, export_vpl;

/* exports_junit.c, exports_tables.c, exports_sheets.c */
export_whole export_junit, export_table, export_gradebook, export_canvas, export_moodle;

#endif
