/* page.h - pages for a browser: one file each, which needs nothing else and no network. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <jansson.h>
#include <stdio.h>

/* Writes TEXT so that HTML and SVG show it as it is; what would steer a terminal is visible. */
void page_text(FILE *out, const char *text);

/* A picture of the timeline as an SVG element with a label. It has no ids; its class names
 * begin with "tl-", and page_style() says how they look. */
void page_picture(FILE *out, const json_t *timeline);

/* The moments of the timeline as an ordered list of sentences. FILE is the path of the lesson. */
void page_moments(FILE *out, const json_t *timeline, const char *file);

/* The style sheet of every page, light and dark, on screen and on paper. */
void page_style(FILE *out);

/* A whole page on CHECK, number NUMBER of the lesson of VERDICT. Returns 0; -1 with errno if it
 * could not all be written. */
int page_trace(FILE *out, const json_t *verdict, const json_t *check, int number, const char *file);

#endif
