/* notes.c - what a teacher should know of a submission: a bounded list of bounded texts. */
#include "class/notes.h"

#include "class/names.h"

#include <stdlib.h>

enum { MOST_NOTES = 50 };

void notes_add(json_t *notes, const char *what, const char *why)
{
    char *text = names_short(what);
    if (json_array_size(notes) < MOST_NOTES)
        json_array_append_new(notes, json_sprintf("%s: %s", text == NULL ? "?" : text, why));
    else if (json_array_size(notes) == MOST_NOTES)
        json_array_append_new(notes, json_string("and more of the kind"));
    free(text);
}
