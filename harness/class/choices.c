/* choices.c - which file of a submission is taken for each lesson. */
#include "class/choices.h"

#include "class/content.h"
#include "class/names.h"
#include "kit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int depth_of(const char *path)
{
    int depth = 0;
    for (; *path != '\0'; path++)
        depth += *path == '/';
    return depth;
}

static bool is_in_lessons(const char *path)
{
    static const char folder[] = "lessons/";
    const char *name = strrchr(path, '/');
    size_t length = name == NULL ? 0 : (size_t)(name + 1 - path), own = sizeof folder - 1;
    return length >= own && strncasecmp(name + 1 - own, folder, own) == 0 &&
           (length == own || name[-(long)own] == '/');
}

/* What a browser or a course system has counted it as: 2 of "-2" or "(2)"; 0: it has not. */
static long copy_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    const char *end = strrchr(name, '.');
    while (end != NULL && end > name && strchr("0123456789", end[-1]) == NULL)
        end--;
    while (end != NULL && end > name && strchr("0123456789", end[-1]) != NULL)
        end--;
    return end == NULL || end <= name + 2 ? 0 : strtol(end, NULL, 10);
}

static bool is_better(const struct choice *now, time_t when, const char *path)
{
    if (now->path == NULL || when != now->when)
        return now->path == NULL || when > now->when;
    if (is_in_lessons(path) != is_in_lessons(now->path))
        return is_in_lessons(path);
    int depth = depth_of(path), others = depth_of(now->path);
    if (depth != others)
        return depth < others;
    long copy = copy_of(path), other = copy_of(now->path);
    return copy != other ? copy > other : strcmp(path, now->path) < 0;
}

static void forget(struct choice *choice)
{
    free(choice->path);
    free(choice->data);
    choice->path = choice->data = NULL;
}

int choices_add(struct choices *choices, const struct lesson *lesson, const char *path, time_t when,
                const char *data, size_t size)
{
    struct choice *choice = names_owner(path) == OF_KIT_IF_THERE
                                ? &choices->doubtful[lesson->number - 1]
                                : &choices->own[lesson->number - 1];
    choice->found++;
    choices->kit = choices->kit || is_in_lessons(path);
    if (!is_better(choice, when, path))
        return 0;
    struct choice better = {strdup(path), malloc(size + 1), size, when, choice->found};
    if (better.path == NULL || better.data == NULL) {
        forget(&better);
        errno = ENOMEM;
        return -1;
    }
    memcpy(better.data, data, size);
    forget(choice);
    *choice = better;
    return 0;
}

static int write_choice(const char *folder, const char *stem, const struct choice *choice)
{
    char *path = kit_text("%s/%s.c", folder, stem);
    int result = path == NULL ? -1 : content_write(path, choice->data, choice->size);
    int error = errno;
    free(path);
    errno = error;
    return result;
}

static void say(json_t *notes, int lesson, const struct choice *choice, int found, bool taken)
{
    char *text = names_short(choice->path);
    const char *path = text == NULL ? "?" : text;
    if (!taken)
        json_array_append_new(
            notes, json_sprintf("lesson %d: %s is the kit's own, and is left", lesson, path));
    else if (found > 1)
        json_array_append_new(notes, json_sprintf("lesson %d: of %d files %s was taken, the "
                                                  "newest, or the likeliest of the newest",
                                                  lesson, found, path));
    free(text);
}

int choices_write(struct choices *choices, const char *folder, json_t *notes)
{
    for (int i = 0; i < LESSON_COUNT; i++) {
        struct choice *own = &choices->own[i], *other = &choices->doubtful[i], *taken = own;
        int found = own->found + (choices->kit ? 0 : other->found);
        if (other->path != NULL && !choices->kit && is_better(own, other->when, other->path))
            taken = other;
        if (taken->path != NULL) {
            if (write_choice(folder, lessons[i].stem, taken) == -1)
                return -1;
            say(notes, i + 1, taken, found, true);
        } else if (other->path != NULL) {
            say(notes, i + 1, other, 0, false);
        }
    }
    return 0;
}

void choices_free(struct choices *choices)
{
    for (int i = 0; i < LESSON_COUNT; i++) {
        forget(&choices->own[i]);
        forget(&choices->doubtful[i]);
    }
}
