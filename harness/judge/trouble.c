/* trouble.c - shortages of this machine: in a check that has met one nothing is said of a student.
 */
#include "judge/trouble.h"

#include <errno.h>
#include <stddef.h>

static const char *first;
static int its_error;

bool trouble_is(int error)
{
    static const int shortages[] = {ENOMEM, ENOBUFS, EMFILE, ENFILE, ENOSPC, EDQUOT, EIO};
    for (size_t i = 0; i < sizeof shortages / sizeof *shortages; i++)
        if (shortages[i] == error)
            return true;
    return false;
}

void trouble_note(const char *what, int error)
{
    if (first != NULL || !trouble_is(error))
        return;
    first = what;
    its_error = error;
}

const char *trouble(void)
{
    if (first != NULL)
        errno = its_error;
    return first;
}

void trouble_forget(void) { first = NULL; }
