/* report.c - the sanitizers' reports in one sentence, and the student's line in them. */
#include "judge/scene.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* What AddressSanitizer calls it, and what a learner reads. */
static const struct {
    const char *name, *words;
} kinds[] = {
    {"heap-buffer-overflow", "past the end of the memory that the step was given"},
    {"dynamic-stack-buffer-overflow", "past the end of a local array of variable length"},
    {"stack-buffer-overflow", "past the end of a local array"},
    {"stack-buffer-underflow", "before the beginning of a local array"},
    {"global-buffer-overflow", "past the end of a global array"},
    {"heap-use-after-free", "memory that was freed already"},
    {"stack-use-after-return", "a local variable of a function that has returned"},
    {"stack-use-after-scope", "a local variable whose block has ended"},
    {"attempting double-free", "frees the same memory twice"},
    {"attempting free on address which was not malloc", "frees what was never allocated"},
    {"alloc-dealloc-mismatch", "frees memory with the wrong function"},
    {"negative-size-param", "passes a negative size"},
    {"stack-overflow", "calls itself until the stack is used up"},
    {"memcpy-param-overlap", "copies between ranges that overlap"},
};

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

/* "... runtime error: signed integer overflow: ..." of UndefinedBehaviorSanitizer. */
static const char *undefined_behaviour(const char *report)
{
    const char *words = strstr(report, "runtime error: ");
    if (words == NULL)
        return NULL;
    words += strlen("runtime error: ");
    return say("undefined behaviour: %.*s", (int)strcspn(words, "\n"), words);
}

static const char *own_words(const char *report)
{
    if (strncmp(report, "tensteps: processes", 19) == 0)
        return "the step starts process after process; the kit stopped it at 32";
    if (strncmp(report, "tensteps: overflow", 18) == 0)
        return "a call was given more room than the array has";
    if (strncmp(report, "tensteps: ", 10) == 0)
        return "the step has closed or used descriptors that are the kit's";
    return NULL;
}

const char *say_report(const char *report)
{
    const char *own = own_words(report);
    if (own != NULL)
        return own;
    if (strstr(report, "runtime error: ") != NULL)
        return undefined_behaviour(report);
    const char *access = strstr(report, "WRITE of size ") != NULL  ? "it writes "
                         : strstr(report, "READ of size ") != NULL ? "it reads "
                                                                   : "it ";
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strstr(report, kinds[i].name) != NULL)
            return say("%s%s", access, kinds[i].words);
    if (strstr(report, "SEGV on unknown address 0x00000000") != NULL &&
        strstr(report, "high value address") == NULL) /* a pointer of garbage shows as 0, too */
        return "it uses a null pointer: killed by SIGSEGV (Segmentation fault)";
    if (strstr(report, "SEGV") != NULL)
        return "it uses a pointer that leads nowhere: killed by SIGSEGV (Segmentation fault)";
    const char *error = strstr(report, "ERROR: ");
    return say("the sanitizer says: %.*s", (int)strcspn(error == NULL ? report : error, "\n"),
               error == NULL ? report : error);
}
