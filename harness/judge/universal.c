/* universal.c - the checks that every lesson has, and the words for a library that does not load.
 */
#include "judge/universal.h"

#include <string.h>

#define STEP_NAME(id, name) [STEP_##id] = #name,
static const char *const functions[STEPS] = {WIRE_STEPS(STEP_NAME)};

static const char *const names[NOTES] = {
    [NOTE_OUTPUT] = "prints nothing",
    [NOTE_LEAK] = "leaves no descriptor open that it does not hand back",
    [NOTE_STOLEN] = "leaves the caller's other descriptors alone",
    [NOTE_NONBLOCKING] = "leaves sockets blocking",
    [NOTE_PROCESS] = "leaves no thread and no child process behind",
    [NOTE_MEMORY] = "frees what it looked up",
    [NOTE_KEPT] = "keeps no memory from call to call",
};

const char *universal_check(enum note note, int number)
{
    return note == NOTE_MEMORY && number != 2 ? NULL : names[note];
}

const char *universal_function(enum wire_step step) { return functions[step]; }

const char *universal_load_words(const char *said, const struct lesson *lesson)
{
    static const char undefined[] = "undefined symbol: ";
    const char *symbol = strstr(said, undefined);
    if (symbol == NULL)
        return say("the file compiles, but cannot be loaded: %s", said);
    symbol += strlen(undefined);
    for (const char *const *own = lesson->functions; *own != NULL; own++)
        if (strcmp(symbol, *own) == 0)
            return say("the function %s() is missing, or static; steps.h says how it is declared",
                       symbol);
    for (int i = 0; i < STEPS; i++)
        if (strcmp(symbol, functions[i]) == 0)
            return say("%s() is of another lesson, and each lesson is built alone: write what you "
                       "need of it here, as a static function of another name",
                       symbol);
    return say("%s() is called, but neither your file nor the C library defines it", symbol);
}
