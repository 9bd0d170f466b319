/* report.c - the sanitizers' reports in one sentence, and the student's line in them. */
#include "judge/scene.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *say_place(const char *report)
{
    const char *name = strrchr(assignment.source, '/');
    name = name == NULL ? assignment.source : name + 1;
    const char *found = strstr(report, name);
    int line;
    while (found != NULL) {
        if (sscanf(found + strlen(name), ":%d", &line) == 1)
            return say("%s:%d", assignment.source, line);
        found = strstr(found + 1, name);
    }
    return NULL;
}

/* --- undefined behaviour ---------------------------------------------------------------------- */

/* What UndefinedBehaviorSanitizer calls it, and what a learner reads. */
static const struct {
    const char *name, *words;
} undefined[] = {
    {"division by zero", "it divides by zero"},
    {"store to null pointer", "it writes through a null pointer"},
    {"load of null pointer", "it reads through a null pointer"},
    {"applying zero offset to null pointer", "it calculates with a null pointer"},
};

/* "index 5 out of bounds for type 'char [4]'" */
static const char *say_index(const char *words)
{
    long index;
    char type[64];
    if (sscanf(words, "index %ld out of bounds for type '%63[^']'", &index, type) != 2)
        return NULL;
    return say("it uses index %ld of an array that is declared as %s", index, type);
}

/* "member access within null pointer of type 'struct servent'" */
static const char *say_member(const char *words)
{
    char type[64];
    if (sscanf(words, "member access within null pointer of type '%63[^']'", type) != 1)
        return NULL;
    return say("it uses a member of %s through a null pointer", type);
}

/* "null pointer passed as argument 2, which is declared to never be null" */
static const char *say_argument(const char *words)
{
    int number;
    if (sscanf(words, "null pointer passed as argument %d", &number) != 1)
        return NULL;
    return say("it passes a null pointer as argument %d of a function that needs an object there",
               number);
}

/* After "runtime error: ". */
static const char *say_undefined(const char *words)
{
    typedef const char *teller(const char *);
    static teller *const tellers[] = {say_index, say_member, say_argument};
    for (size_t i = 0; i < sizeof tellers / sizeof tellers[0]; i++)
        if (tellers[i](words) != NULL)
            return tellers[i](words);
    size_t length = strcspn(words, "\n");
    for (size_t i = 0; i < sizeof undefined / sizeof undefined[0]; i++) {
        const char *found = strstr(words, undefined[i].name);
        if (found != NULL && found < words + length)
            return undefined[i].words;
    }
    return say("it does what C leaves undefined: %.*s", (int)length, words);
}

/* --- memory ----------------------------------------------------------------------------------- */

/* What AddressSanitizer calls it, and what a learner reads. */
static const struct {
    const char *name, *words;
} kinds[] = {
    {"heap-use-after-free", "memory that was freed already"},
    {"stack-use-after-return", "a local variable of a function that has returned"},
    {"stack-use-after-scope", "a local variable whose block has ended"},
    {"attempting double-free", "frees the same memory twice"},
    {"attempting free on address which was not malloc", "frees what was never allocated"},
    {"alloc-dealloc-mismatch", "frees memory with the wrong function"},
    {"negative-size-param", "passes a negative size"},
    {"stack-overflow", "uses up the stack: by calling itself again and again, or by an array that "
                       "is too large for it"},
    {"memcpy-param-overlap", "copies between ranges that overlap"},
};

/* "WRITE of size 1 at": "it writes 1 byte"; without that "it". */
static const char *say_access(const char *report)
{
    long size;
    const char *write = strstr(report, "WRITE of size "), *read = strstr(report, "READ of size ");
    const char *access = write != NULL ? write : read;
    if (access == NULL || sscanf(strstr(access, "size "), "size %ld", &size) != 1)
        return "it";
    return say("it %s %ld byte%s", write != NULL ? "writes" : "reads", size, size == 1 ? "" : "s");
}

static const char *say_side(bool before)
{
    return before ? "before the beginning of" : "past the end of";
}

/* "... in stack of thread T0 at offset 48 in frame", and "[32, 48) 'text' (line 20)": the access
   begins where that variable ends. */
static const char *say_end_of_variable(const char *report)
{
    static const char at[] = " at offset ";
    const char *offset = strstr(report, at);
    char name[64];
    if (offset == NULL)
        return NULL;
    long number = strtol(offset + strlen(at), NULL, 10);
    const char *found = strstr(report, say(", %ld) '", number));
    if (found == NULL || sscanf(found, ", %*d) '%63[^']'", name) != 1)
        return NULL;
    return say("%s the local variable %s", say_side(false), name);
}

/* "[32, 48) 'text' (line 20) <== Memory access at offset 28 underflows this variable" */
static const char *say_variable(const char *report)
{
    const char *mark = strstr(report, " <== Memory access"), *line = mark;
    char name[64];
    while (line != NULL && line > report && line[-1] != '\n')
        line--;
    if (line == NULL || sscanf(line, " [%*d, %*d) '%63[^']'", name) != 1)
        return NULL;
    size_t length = strcspn(mark, "\n");
    const char *under = strstr(mark, "underflows");
    return say("%s the local variable %s", say_side(under != NULL && under < mark + length), name);
}

/* "0x602 is located 4 bytes after global variable 'table' defined in" or "after 16-byte region";
   older: "to the right of". The first of several is the nearest. */
static const char *say_neighbour(const char *report)
{
    const char *located = strstr(report, " is located ");
    if (located == NULL)
        return NULL;
    size_t length = strcspn(located, "\n");
    char name[64];
    long size;
    char *line = strndup(located, length), *region = line;
    if (line == NULL)
        return NULL;
    bool before = strstr(line, "to the left of") != NULL || strstr(line, "bytes before") != NULL;
    const char *words = NULL;
    if (strstr(line, "global variable '") != NULL &&
        sscanf(strstr(line, "global variable '"), "global variable '%63[^']'", name) == 1)
        words = say("%s the global variable %s", say_side(before), name);
    if (words == NULL && (region = strstr(line, "-byte region")) != NULL) {
        while (region > line && isdigit(region[-1]))
            region--;
        if (sscanf(region, "%ld-byte", &size) == 1)
            words = say("%s a block of memory of %ld byte%s", say_side(before), size,
                        size == 1 ? "" : "s");
    }
    free(line);
    return words;
}

/* An access beside an object. */
static const char *say_overflow(const char *report)
{
    const char *kind = strstr(report, "-buffer-overflow"), *words = NULL;
    bool under = strstr(report, "-buffer-underflow") != NULL;
    if (kind == NULL && !under)
        return NULL;
    words = say_end_of_variable(report);
    if (words == NULL)
        words = say_variable(report);
    if (words == NULL)
        words = say_neighbour(report);
    if (words == NULL)
        words = say("%s an array", say_side(under));
    bool all = strstr(report, " of size ") != NULL;
    return say("%s%s %s", say_access(report), all ? "," : "", words);
}

/* --- signals, and the kit's own words --------------------------------------------------------- */

static const char *say_segv(const char *report)
{
    static const char killed[] = "killed by SIGSEGV (Segmentation fault)";
    if (strstr(report, "SEGV") == NULL)
        return NULL;
    const char *does = strstr(report, "caused by a WRITE") != NULL  ? "writes through"
                       : strstr(report, "caused by a READ") != NULL ? "reads through"
                                                                    : "uses";
    bool null = strstr(report, "SEGV on unknown address 0x00000000") != NULL &&
                strstr(report, "high value address") == NULL; /* garbage shows as 0, too */
    return say("it %s a %s: %s", does, null ? "null pointer" : "pointer that leads nowhere",
               killed);
}

static const char *own_words(const char *report)
{
    static const struct {
        const char *begins, *words;
    } own[] = {
        {"tensteps: processes",
         "the step starts process after process; the kit stopped it at 32"},
        {"tensteps: overflow", "a call was given more room than the array has"},
        {"tensteps: memory", "the step takes more and more memory; the kit stopped it"},
        {"tensteps: ", "the step has closed or used descriptors that are the kit's"},
    };
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strncmp(report, own[i].begins, strlen(own[i].begins)) == 0)
            return own[i].words;
    return NULL;
}

const char *say_report(const char *report)
{
    static const char runtime[] = "runtime error: ";
    const char *own = own_words(report), *at = strstr(report, runtime);
    if (own != NULL)
        return own;
    if (at != NULL)
        return say_undefined(at + strlen(runtime));
    const char *words = say_overflow(report);
    if (words != NULL)
        return words;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strstr(report, kinds[i].name) != NULL)
            return say("%s %s%s", say_access(report),
                       strstr(report, " of size ") != NULL ? "of " : "", kinds[i].words);
    words = say_segv(report);
    if (words != NULL)
        return words;
    const char *error = strstr(report, "ERROR: ");
    return say("the sanitizer says: %.*s", (int)strcspn(error == NULL ? report : error, "\n"),
               error == NULL ? report : error);
}
