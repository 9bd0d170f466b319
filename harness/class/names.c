/* names.c - names that others have chosen: of files, folders and students. */
#include "class/names.h"

#include "lessons.h"
#include "report/json.h"

#include <ctype.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

char *names_text(const char *name)
{
    char *text = NULL;
    size_t size = 0, length = strlen(name);
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    for (size_t at = 0; at < length;) {
        unsigned character = 0;
        size_t bytes = json_utf8(name + at, length - at, &character);
        if (bytes == 0 || character < ' ' || character == 0x7f)
            fprintf(out, "\\x%02x", (unsigned char)name[at]), bytes = 1;
        else
            fwrite(name + at, 1, bytes, out);
        at += bytes;
    }
    return fclose(out) == 0 ? text : NULL;
}

char *names_short(const char *name)
{
    enum { MOST = 200 };
    static const char rest[] = "...";
    char *text = names_text(name);
    size_t length = text == NULL ? 0 : strlen(text);
    if (length > MOST) {
        size_t end = MOST - (sizeof rest - 1);
        while (((unsigned char)text[end] & 0xc0) == 0x80) /* not within a character */
            end--;
        memcpy(text + end, rest, sizeof rest);
    }
    return text;
}

/* What stands between the stem and ".c": nothing, or a mark of a copy. */
static bool is_suffix(const char *text, size_t length)
{
    static regex_t form;
    static bool compiled;
    char suffix[64];
    if (!compiled)
        compiled = regcomp(&form, "^( ?-? ?copy)?( ?\\(?[0-9]{1,4}\\)?|[-_][0-9]{1,4})?$",
                           REG_EXTENDED | REG_ICASE | REG_NOSUB) == 0;
    if (length >= sizeof suffix || !compiled)
        return false;
    memcpy(suffix, text, length);
    suffix[length] = '\0';
    return regexec(&form, suffix, 0, NULL, 0) == 0;
}

const struct lesson *names_lesson(const char *file)
{
    size_t length = strlen(file);
    if (length < 3 || strcasecmp(file + length - 2, ".c") != 0)
        return NULL;
    for (int i = 0; i < LESSON_COUNT; i++) {
        size_t stem = strlen(lessons[i].stem);
        if (length >= stem + 2 && strncasecmp(file, lessons[i].stem, stem) == 0 &&
            is_suffix(file + stem, length - stem - 2))
            return &lessons[i];
    }
    return NULL;
}

const char *names_lesson_within(const char *file)
{
    for (const char *at = file; *at != '\0'; at++)
        if ((at == file || !isalnum((unsigned char)at[-1])) && names_lesson(at) != NULL)
            return at;
    return NULL;
}

enum names_owner names_owner(const char *path)
{
    enum names_owner owner = OF_STUDENT;
    for (const char *end; (end = strchr(path, '/')) != NULL; path = end + 1) {
        char *name = strndup(path, (size_t)(end - path));
        enum names_owner one = OF_STUDENT;
        if (name == NULL || names_noise(name))
            one = OF_TOOL;
        else if (strcasecmp(name, "harness") == 0)
            one = OF_KIT;
        else if (strcasecmp(name, "solutions") == 0 || strcasecmp(name, "tests") == 0)
            one = OF_KIT_IF_THERE;
        free(name);
        owner = one > owner ? one : owner;
    }
    return owner;
}

bool names_noise(const char *name)
{
    static const char *const noise[] = {"__MACOSX", "node_modules", "build", "desktop.ini",
                                        "Thumbs.db"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++)
        if (strcasecmp(name, noise[i]) == 0)
            return true;
    return name[0] == '.' || (length > 4 && strcmp(name + length - 4, ".ceg") == 0);
}

static const char *trimmed(const char *text, size_t *length)
{
    while (*text == ' ' || *text == '\t')
        text++;
    *length = strlen(text);
    while (*length > 0 && (text[*length - 1] == ' ' || text[*length - 1] == '\t'))
        --*length;
    return text;
}

bool names_same(const char *one, const char *other)
{
    size_t length, others;
    one = trimmed(one, &length);
    other = trimmed(other, &others);
    return length == others && strncasecmp(one, other, length) == 0;
}

/* How much of NAME is the ending of an archive. */
static size_t ending_of(const char *name)
{
    static const char *const endings[] = {".zip", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2",
                                          ".tar", ".7z",     ".rar", ".tar.zst"};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (length > end && strcasecmp(name + length - end, endings[i]) == 0)
            return end;
    }
    return 0;
}

char *names_without_ending(const char *name)
{
    return strndup(name, strlen(name) - ending_of(name));
}

bool names_source(const char *file)
{
    static const char *const endings[] = {".c", ".cc", ".cpp", ".cxx", ".c.txt"};
    size_t length = strlen(file);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i]);
        if (length > end && strcasecmp(file + length - end, endings[i]) == 0)
            return names_lesson(file) == NULL;
    }
    return false;
}

bool names_archive(const char *name) { return ending_of(name) > 0; }
