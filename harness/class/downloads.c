/* downloads.c - the bulk downloads of course systems, known by the names that they give.
 *
 * Canvas: "Download Submissions"; Moodle: "Download all submissions", in folders or not; Autolab:
 * "Download all"; VPL: "Download submissions". Gradescope's export and GitHub Classroom's are
 * known by their folders, see intake.c. */
#include "class/downloads.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* A file's own name stands last, and its student chose it: all before it must be the first that
 * fits, or one could hand in for another. Moodle writes no "_" in a person's name, Canvas nothing
 * but letters and digits, and no e-mail address has a second "@". */
const struct download downloads[] = {
    {.name = "moodle",
     .pattern = "^([^_]+)_([0-9]+)_assignsubmission_(file|onlinetext)(_(.*))?$",
     .person = 1,
     .id = 2,
     .file = 5,
     .joins = true},
    {.name = "autolab",
     .pattern = "^([^@]+@[^@_]+)_([0-9]+)_(.+)$",
     .id = 1,
     .version = 2,
     .file = 3,
     .joins = true},
    {.name = "canvas",
     .pattern = "^([^_]*)_(LATE_)?([0-9]+)_([0-9]+)_(.+)$",
     .person = 1,
     .late = 2,
     .id = 3,
     .file = 5,
     .joins = true},
    {.name = "canvas",
     .pattern = "^(LATE_)?anon_([A-Za-z0-9]+)_([0-9]+)_(.+)$",
     .late = 1,
     .id = 2,
     .file = 4,
     .joins = true},
    {.name = "vpl",
     .pattern = "^(.+) ([0-9]+) ([^ ]+)$",
     .person = 1,
     .id = 3,
     .folders = true,
     .versions = "^[0-9]{4}(-[0-9]{2}){5}$"},
    {.name = "gradescope", .pattern = "^(submission_[0-9]+)$", .id = 1, .folders = true},
    {.name = NULL},
};

int downloads_compile(const struct download *form, regex_t *pattern)
{
    locale_t bytes = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
    if (bytes == (locale_t)0)
        return -1;
    locale_t before = uselocale(bytes);
    int failed = regcomp(pattern, form->pattern, REG_EXTENDED);
    uselocale(before);
    freelocale(bytes);
    return failed == 0 ? 0 : -1;
}

static char *group(const char *name, const regmatch_t *matches, int which)
{
    if (which == 0 || matches[which].rm_so == -1)
        return NULL;
    return strndup(name + matches[which].rm_so,
                   (size_t)(matches[which].rm_eo - matches[which].rm_so));
}

bool downloads_match(const struct download *form, const regex_t *pattern, const char *name,
                     bool folder, struct download_entry *entry)
{
    regmatch_t matches[10];
    if ((form->folders && !folder) ||
        regexec(pattern, name, sizeof matches / sizeof *matches, matches, 0) != 0)
        return false;
    *entry = (struct download_entry){
        .id = group(name, matches, form->id),
        .person = group(name, matches, form->person),
        .version = group(name, matches, form->version),
        .file = group(name, matches, form->file),
        .late = form->late != 0 && matches[form->late].rm_so != -1 &&
                matches[form->late].rm_eo > matches[form->late].rm_so,
    };
    return true;
}

void downloads_free(struct download_entry *entry)
{
    free(entry->id);
    free(entry->person);
    free(entry->version);
    free(entry->file);
    *entry = (struct download_entry){NULL, NULL, NULL, NULL, false};
}
