/* csv.c - tables in text files: RFC 4180, and the semicolons of some spreadsheets. */
#include "class/csv.h"

#include "class/names.h"
#include "kit.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_BYTES = 64 << 20 };

static char *read_whole(const char *path, char **why)
{
    struct stat status;
    FILE *file = fopen(path, "re");
    char *text = NULL;
    if (file == NULL || fstat(fileno(file), &status) == -1)
        *why = kit_text("%s: %s", path, strerror(errno));
    else if (!S_ISREG(status.st_mode) || status.st_size > MOST_BYTES)
        *why = kit_text("%s: this is no table, or a very large one", path);
    else if ((text = malloc((size_t)status.st_size + 1)) == NULL)
        *why = strdup("no memory for a table");
    else
        text[fread(text, 1, (size_t)status.st_size, file)] = '\0';
    if (text != NULL && strlen(text) != (size_t)status.st_size) {
        *why = kit_text("%s: this is no text; save it as CSV, in UTF-8", path);
        free(text);
        text = NULL;
    }
    if (file != NULL)
        fclose(file);
    return text;
}

static int append(void *list_of, size_t count, const void *item, size_t size)
{
    void **list = list_of;
    if ((count & (count + 1)) == 0 || count == 0) { /* 0, 1, 3, 7 ...: room for twice as many */
        void *more = realloc(*list, (2 * count + 3) * size);
        if (more == NULL)
            return -1;
        *list = more;
    }
    memcpy((char *)*list + count * size, item, size);
    memset((char *)*list + (count + 1) * size, 0, size);
    return 0;
}

/* The cell that begins at *AT, unquoted in place; *AT is then at what ends it. */
static char *take_cell(char **at, char separator)
{
    char *from = *at, *to = from, *cell = from;
    bool quoted = *from == '"';
    if (quoted)
        from++;
    while (*from != '\0') {
        if (quoted && *from == '"' && from[1] == '"')
            from++;
        else if (quoted && *from == '"') {
            quoted = false;
            from++;
            continue;
        } else if (!quoted && (*from == separator || *from == '\n' || *from == '\r'))
            break;
        *to++ = *from++;
    }
    *at = from;
    if (to < from)
        *to = '\0';
    return cell;
}

/* One row from *AT on; NULL without memory. */
static char **take_row(char **at, char separator)
{
    char **row = NULL;
    for (size_t count = 0;; count++) {
        char *cell = take_cell(at, separator), end = **at;
        **at = '\0'; /* after it has been looked at */
        if (append(&row, count, &cell, sizeof cell) == -1) {
            free(row);
            return NULL;
        }
        if (end != '\0')
            ++*at;
        if (end == '\r' && **at == '\n')
            ++*at;
        if (end != separator)
            return row;
    }
}

/* Of the first line: what there is more of. */
static char separator_of(const char *text)
{
    size_t commas = 0, semicolons = 0;
    for (; *text != '\0' && *text != '\n'; text++) {
        commas += *text == ',';
        semicolons += *text == ';';
    }
    return semicolons > commas ? ';' : ',';
}

int csv_read(struct csv *csv, const char *path, char **why)
{
    static const char mark[] = "\xef\xbb\xbf";
    *csv = (struct csv){.text = read_whole(path, why)};
    if (csv->text == NULL)
        return -1;
    char *at = csv->text + (strncmp(csv->text, mark, 3) == 0 ? 3 : 0);
    csv->separator = separator_of(at);
    while (*at != '\0') {
        char **row = take_row(&at, csv->separator);
        if (row == NULL || append(&csv->rows, csv->count, &row, sizeof row) == -1) {
            free(row);
            *why = strdup("no memory for a table");
            csv_free(csv);
            return -1;
        }
        csv->count++;
    }
    if (csv->count > 0)
        return 0;
    *why = kit_text("%s is empty", path);
    csv_free(csv);
    return -1;
}

void csv_free(struct csv *csv)
{
    for (size_t i = 0; i < csv->count; i++)
        free(csv->rows[i]);
    free(csv->rows);
    free(csv->text);
    *csv = (struct csv){.rows = NULL};
}

long csv_column(const struct csv *csv, const char *const *names)
{
    for (; *names != NULL; names++)
        for (long column = 0; csv->rows[0][column] != NULL; column++)
            if (names_same(csv->rows[0][column], *names))
                return column;
    return -1;
}

const char *csv_cell(const struct csv *csv, size_t row, long column)
{
    char **cells = csv->rows[row];
    for (long i = 0; column >= 0 && cells[i] != NULL; i++)
        if (i == column)
            return cells[i];
    return "";
}

void csv_put(FILE *out, const char *text, char separator)
{
    const char special[] = {separator, '"', '\n', '\r', '\0'};
    bool quotes = strpbrk(text, special) != NULL || *text == ' ' ||
                  (*text != '\0' && text[strlen(text) - 1] == ' ');
    if (quotes)
        fputc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    if (quotes)
        fputc('"', out);
}

/* https://owasp.org/www-community/attacks/CSV_Injection */
void csv_put_text(FILE *out, const char *text, char separator)
{
    const char *first = text + strspn(text, " ");
    bool runs = *first != '\0' && strchr("=+-@\t\r\n|%", *first) != NULL;
    char *safe = runs ? kit_text("'%s", text) : NULL;
    csv_put(out, safe == NULL ? text : safe, separator);
    free(safe);
}
