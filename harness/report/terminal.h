/* terminal.h - verdicts for people: the board, and one lesson in full. */
#ifndef REPORT_TERMINAL_H
#define REPORT_TERMINAL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct terminal {
    FILE *out;
    bool colour;
    const char *directory; /* of the lesson files, as it is shown */
    bool chosen;           /* it is not the kit's own: commands must name it */
    bool solutions;        /* the kit has some to offer */
};

/* Whether OUT may be coloured: a terminal, and neither NO_COLOR (https://no-color.org), PLAIN nor
 * TERM=dumb says otherwise. */
bool terminal_colour(FILE *out);

/* One line for each of the VERDICTS (an array of the objects of one lesson each), then what to do
 * next. Members that are missing or of another type count as empty. */
void terminal_board(const struct terminal *terminal, const json_t *verdicts);

/* One verdict in full, with each check. */
void terminal_lesson(const struct terminal *terminal, const json_t *verdict);

/* What to do after that one. */
void terminal_next(const struct terminal *terminal, const json_t *verdict);

#endif
