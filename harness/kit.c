/* kit.c - where the kit lies. */
#include "kit.h"

#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Cuts off the last part of a path. */
static void go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash)
        *(slash == path ? slash + 1 : slash) = '\0';
}

/* What is left of PATH below DIRECTORY: "" for itself, NULL if it lies elsewhere. */
static const char *below(const char *path, const char *directory)
{
    size_t length = strlen(directory);
    while (length > 0 && directory[length - 1] == '/')
        length--;
    if (strncmp(path, directory, length) != 0)
        return NULL;
    if (path[length] == '\0')
        return "";
    return path[length] == '/' ? path + length + 1 : NULL;
}

char *kit_path(const char *name)
{
    char program[PATH_MAX] = "";
    char here[PATH_MAX] = "";
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length == -1)
        return NULL;
    program[length] = '\0';
    go_up(program);
    go_up(program);

    const char *kit = getcwd(here, sizeof here) ? below(program, here) : NULL;
    if (!kit)
        kit = program;
    const char *between = *kit != '\0' && *name != '\0' ? "/" : "";
    char *path = NULL;
    if (asprintf(&path, "%s%s%s", kit, between, *kit == '\0' && *name == '\0' ? "." : name) == -1)
        return NULL;
    return path;
}

char *kit_name_of_bytes(const void *bytes, size_t size)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a, 64 bits */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return kit_text("%016jx", (uintmax_t)hash);
}

char *kit_name_of(const char *directory)
{
    char *real = realpath(directory, NULL);
    char *name = real ? kit_name_of_bytes(real, strlen(real)) : NULL;
    free(real);
    return name;
}

char *kit_text(const char *format, ...)
{
    char *result = NULL;
    va_list arguments;
    va_start(arguments, format);
    int length = vasprintf(&result, format, arguments);
    va_end(arguments);
    return length == -1 ? NULL : result;
}
