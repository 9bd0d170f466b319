/* class.c - grading: the verbs, as a table of contents. */
#include "class/verbs.h"

#include "command_line.h"
#include "surroundings.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv);
} verbs[] = {
    {"grade", class_grade},
    {"grade-one", class_grade_one},
    {"merge", class_merge},
};

int main(int argc, char **argv)
{
    surroundings_settle();
    setlocale(LC_CTYPE, "C.UTF-8"); /* names in archives are of every alphabet */
    umask(022);
    for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(argc - 1, argv + 1);
    return say_fault("this program is called by  build/lab grade, grade-one and merge");
}
