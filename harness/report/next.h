/* next.h - what to do next, in words, with the command to type. */
#ifndef REPORT_NEXT_H
#define REPORT_NEXT_H

#include "report/terminal.h"

/* The path of the lesson. */
void next_file(const struct terminal *terminal, const json_t *verdict);

/* "  make VERB LESSON=3", or what that is where the lessons are not the kit's own. No newline. */
void next_command(const struct terminal *terminal, const char *verb, int lesson);

/* The step from which the lesson of VERDICT gets on; on the BOARD, where no lesson has been shown.
 */
void next_step(const struct terminal *terminal, const json_t *verdict, bool board);

/* In which lessons stars are left; ALL: this machine can show every star. */
void next_stars(const struct terminal *terminal, const json_t *verdicts, bool all);

/* All lessons are passed. */
void next_programs(const struct terminal *terminal);

#endif
