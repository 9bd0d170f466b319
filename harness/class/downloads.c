/* downloads.c - the bulk downloads of course systems, known by the names that they give.
 *
 * Canvas: "Download Submissions"; Moodle: "Download all submissions", in folders or not; Autolab:
 * "Download all"; VPL: "Download submissions". Gradescope's export and GitHub Classroom's are
 * known by their folders, see intake.c. */
#include "class/downloads.h"

#include <stdlib.h>
#include <string.h>

const struct download downloads[] = {
    {"moodle", "^(.+)_([0-9]+)_assignsubmission_(file|onlinetext)(_(.*))?$", 2, 1, 0, 0, 5, false,
     NULL},
    {"autolab", "^([^_]+@[^_]+)_([0-9]+)_(.+)$", 1, 0, 0, 2, 3, false, NULL},
    {"canvas", "^([^_]*)_(LATE_)?([0-9]+)_([0-9]+)_(.+)$", 3, 1, 2, 0, 5, false, NULL},
    {"vpl", "^(.+) ([0-9]+) ([^ ]+)$", 3, 1, 0, 0, 0, true, "^[0-9]{4}(-[0-9]{2}){5}(\\.ceg)?$"},
    {"gradescope", "^submission_([0-9]+)$", 1, 0, 0, 0, 0, true, NULL},
    {NULL, NULL, 0, 0, 0, 0, 0, false, NULL},
};

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
