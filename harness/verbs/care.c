/* care.c - reset and doctor: what keeps lessons and machine in order. */
#include "doctor.h"
#include "editors.h"
#include "hints.h"
#include "kit.h"
#include "reset.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int verb_reset(const struct request *request)
{
    const struct lesson *lesson =
        request->count == 1 ? lesson_from_text(*request->arguments) : NULL;
    if (!lesson)
        return say_fault("reset takes one lesson, by its number 1 to %d: make reset LESSON=3",
                         LESSON_COUNT);
    char *kept = NULL;
    char *skeletons = kit_path("harness/skeletons");
    int result = skeletons ? reset_lesson(lesson, request->directory, skeletons, &kept) : -1;
    int error = errno;
    free(skeletons);
    if (result == -1)
        return say_fault("%s/%s.c stays as it is: cannot put the skeleton there: %s",
                         request->directory, lesson->stem, strerror(error));
    char *store = verb_store(request);
    hints_forget(store, lesson);
    free(store);
    printf("%s/%s.c is the skeleton%s.\n", request->directory, lesson->stem,
           result == 1 ? " already; nothing was changed" : " again");
    if (kept)
        printf("Your file is kept as %s.\n", kept);
    printf("Next: complete it, then type  make check LESSON=%d\n", lesson->number);
    free(kept);
    return end_output(PASSED);
}

int verb_doctor(const struct request *request)
{
    return end_output(doctor_report(stdout, request->build) == 0 ? PASSED : FAULT);
}

int verb_editors(const struct request *request)
{
    char *file = NULL, *kit = kit_path(""), *folder = kit ? realpath(kit, NULL) : NULL;
    int status = FAULT;
    if (folder && asprintf(&file, "%s/compile_commands.json", request->build) != -1 &&
        editors_write_database(file, folder) == 0)
        status = PASSED;
    else
        say_fault("cannot write build/compile_commands.json: %s", strerror(errno));
    free(file);
    free(kit);
    free(folder);
    return status;
}
