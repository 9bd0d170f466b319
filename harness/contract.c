/* contract.c - what the compiler reads of a lesson, and what it says, in the learner's terms. */
#include "contract.h"

#include "lessons.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The types of the ten steps, to be compared with what the file defines. */
static const struct {
    const char *function, *type;
} contract[] = {
    {"client_socket", "int (*const %s)(int, int)"},
    {"host_address", "int (*const %s)(const char *, int, char *, __SIZE_TYPE__)"},
    {"service_port", "int (*const %s)(const char *, const char *)"},
    {"client_connect", "int (*const %s)(int, const char *, int)"},
    {"client_send", "__PTRDIFF_TYPE__ (*const %s)(int, const void *, __SIZE_TYPE__)"},
    {"client_recv", "__PTRDIFF_TYPE__ (*const %s)(int, void *, __SIZE_TYPE__)"},
    {"client_close", "int (*const %s)(int)"},
    {"server_socket", "int (*const %s)(int, int)"},
    {"server_bind", "int (*const %s)(int, const char *, int)"},
    {"server_listen", "int (*const %s)(int, int)"},
    {"server_accept", "int (*const %s)(int, struct peer *)"},
    {"server_process", "__PTRDIFF_TYPE__ (*const %s)(int)"},
    {"server_close", "int (*const %s)(int)"},
};

/* The file under its own name, and behind it a pointer to each function of the lesson: the compiler
   says if one is missing or of another type. */
int contract_source(const struct lesson *lesson, const char *file, const char *text, size_t size)
{
    int fd = memfd_create("lesson", MFD_CLOEXEC), copy = fd == -1 ? -1 : dup(fd);
    FILE *out = copy == -1 ? NULL : fdopen(copy, "w");
    if (out == NULL) {
        if (fd != -1)
            close(fd);
        return -1;
    }
    size_t mark = size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; /* of UTF-8 */
    fprintf(out, "# 1 \"%s\"\n", file);
    fwrite(text + mark, 1, size - mark, out);
    fputs("\n# 1 \"contract\"\n#undef const\n#undef int\n#undef char\n#undef void\nstruct peer;\n"
          "#pragma GCC diagnostic error \"-Wincompatible-pointer-types\"\n",
          out);
    for (const char *const *function = lesson->functions; *function != NULL; function++)
        for (size_t i = 0; i < sizeof contract / sizeof contract[0]; i++)
            if (strcmp(contract[i].function, *function) == 0) {
                char name[64];
                snprintf(name, sizeof name, "contract_of_%s", *function);
                fprintf(out, "# 1 \"contract %s\"\nstatic __attribute__((__used__)) ", *function);
                fprintf(out, contract[i].type, name);
                fprintf(out, " = %s;\n", *function);
            }
    bool failed = fclose(out) == EOF || lseek(fd, 0, SEEK_SET) == -1;
    if (!failed)
        return fd;
    close(fd);
    return -1;
}

/* "contract client_recv:1:..: error: 'client_recv' undeclared" in the kit's own words. */
static void say_contract(FILE *out, const char *line)
{
    const char *name = line + strlen("contract ");
    int length = (int)strcspn(name, ":");
    if (strstr(line, "undeclared") != NULL)
        fprintf(out, "the function %.*s() is missing; steps.h says how it is declared\n", length,
                name);
    else
        fprintf(out, "%.*s() is not declared as in lessons/steps.h\n", length, name);
}

/* The compiler's words with the learner's name of the file, and the contract's lines said
 * otherwise. */
char *contract_words(char *words, const char *name, const char *shown)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = words == NULL ? NULL : open_memstream(&text, &size);
    bool ours = false, unfinished = false;
    for (char *rest = NULL, *line = out == NULL ? NULL : strtok_r(words, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        if (strncmp(line, "contract", 8) == 0) {
            ours = true;
            bool error = strstr(line, "error:") != NULL && line[8] == ' ';
            bool open = strstr(line, "expected ") != NULL;
            if (error && open && !unfinished)
                fprintf(out, "%s ends in the middle of something: a } or a ) is missing\n", shown);
            unfinished |= error && open;
            if (error && !unfinished)
                say_contract(out, line);
            continue;
        }
        ours = ours && *line == ' ';
        if (ours || strcmp(line, "cc1: some warnings being treated as errors") == 0)
            continue;
        for (char *at; (at = strstr(line, name)) != NULL; line = at + strlen(name))
            fprintf(out, "%.*s%s", (int)(at - line), line, shown);
        fprintf(out, "%s\n", line);
    }
    if (out != NULL)
        fclose(out);
    free(words);
    return text;
}
