/* screen.h - what the screen of make watch shows: texts, made of a state and of nothing else. */
#ifndef WATCH_SCREEN_H
#define WATCH_SCREEN_H

#include "lessons.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum page { PAGE_LESSON, PAGE_TEXT, PAGE_LIST };

struct view {
    const struct lesson *lesson;
    const char *file;      /* the path of the lesson, as it is shown */
    const json_t *verdict; /* NULL: there is none yet */
    const char *fault;     /* why there is none; NULL */
    bool checking;         /* a check is under way */
    bool solutions;        /* the kit has some */
    enum page page;        /* PAGE_TEXT, PAGE_LIST: text from that line on */
    const char *text;
    size_t from;
    bool scrolls; /* it does not fit: screen_scrolls() */
};

/* The lines that VIEW is, each ended by a newline, the last one the keys that work now: exactly
 * ROWS of them, none longer than COLUMNS; malloced. ROWS 0: as many as there are. */
char *screen_text(const struct view *view, size_t rows, size_t columns);

/* Whether KEY ('h', 't', 'c', 'l', 'n', 'q', ...) does anything now. */
bool screen_has_key(const struct view *view, int key);

/* Whether the text of VIEW is longer than the screen. */
bool screen_scrolls(const struct view *view, size_t rows, size_t columns);

/* The line from which a text that is longer than the screen is shown after KEY: ' ' goes on, 'b'
 * back. */
size_t screen_scroll(const struct view *view, int key, size_t rows, size_t columns);

#endif
