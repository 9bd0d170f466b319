/* timeline.h - the timeline of a check (judge/timeline.h) for people. */
#ifndef REPORT_TIMELINE_H
#define REPORT_TIMELINE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* One moment of it. All texts are the row's, freed with row_free(). */
struct row {
    bool step;    /* the student's side did it; else the other side */
    bool call;    /* one of the calls of the step */
    bool departs; /* from what was expected */
    enum { ARROW_NONE, ARROW_TO_PEER, ARROW_TO_STEP } arrow;
    char *words;     /* what, with the line */
    bool bytes_left; /* where the bytes that moved stand: beside the step; else on the other side */
    char *bytes;     /* words that go before them there; "" if there are none */
    unsigned char *data;
    size_t shown, hidden; /* how many there are in data; and more, which are not or not known */
};

/* The row of MOMENT with at most MOST bytes. */
struct row row_of(const json_t *moment, size_t most);
void row_free(struct row *row);

/* Its bytes, eight a line: their numbers in hexadecimal, then what can be printed of them. */
void row_dump(FILE *out, const struct row *row);

/* What stands on one side of it, in lines of WIDTH columns; malloced, NULL without memory. */
char *row_side(const struct row *row, bool left, size_t width);

/* What ROW says, as one sentence with its place in FILE; malloced, NULL without memory. */
char *row_sentence(const struct row *row, const json_t *moment, const char *file);
enum { SENTENCE_BYTES = 24 /* as many as one likes to hear */ };

/* The moments that are left out before number AT of the timeline's array. */
long timeline_left_out(const json_t *timeline, size_t at);

/* Side by side, WIDTH columns wide; in sentences, one a moment, for those who hear them. FILE is
 * the path of the lesson. */
void timeline_two_sided(FILE *out, const json_t *timeline, const char *file, bool colour,
                        size_t width);
void timeline_told(FILE *out, const json_t *timeline, const char *file, size_t width);

#endif
