/* confine.c - the programs that meet what a student wrote, and who may keep them in. */
#include "confine.h"

#include "kit.h"

#include <stdlib.h>
#include <unistd.h>

struct confinement confinement = {.filter = -1};

void confine_become(enum confined which, char *const *words, char *const *environment)
{
    if (confinement.become)
        confinement.become(which, words, environment);
    else
        execvpe(words[0], words, environment);
}

char *confine_tool(const char *name)
{
    if (confinement.base)
        return kit_text("%s/tools/%s", confinement.base, name);
    char *below = kit_text("build/%s", name);
    char *path = below ? kit_path(below) : NULL;
    free(below);
    return path;
}
