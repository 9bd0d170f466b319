/* json.h - verdicts as the JSON document that scripts read, and texts that fit into it. */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

/* N bytes of any kind (a compiler's words, what a step printed) as a JSON string of at most LIMIT
 * bytes plus a note: bytes that are not UTF-8 become U+FFFD, NUL becomes U+2400, and what is beyond
 * LIMIT is replaced by a line that says how many bytes it had. A new reference; NULL: no memory. */
json_t *json_text(const char *bytes, size_t n, size_t limit);

/* How many of the N bytes at BYTES the first UTF-8 character takes, 1 to 4; 0 if they begin none
 * (RFC 3629 section 4: no surrogates, nothing overlong); *CHARACTER is its code point. */
size_t json_utf8(const char *bytes, size_t n, unsigned *character);

/* Writes {"lessons": VERDICTS} and a newline to OUT, without their timelines, which it removes.
 * Returns 0; -1 if that failed. */
int json_report(FILE *out, json_t *verdicts);

#endif
