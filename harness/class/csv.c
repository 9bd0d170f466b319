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
    csv->raw = csv->text == NULL ? NULL : strdup(csv->text);
    if (csv->raw == NULL) {
        if (csv->text != NULL)
            *why = strdup("no memory for a table");
        csv_free(csv);
        return -1;
    }
    csv->size = strlen(csv->raw);
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
    free(csv->raw);
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

long csv_width(const struct csv *csv, size_t row)
{
    long width = 0;
    while (csv->rows[row][width] != NULL)
        width++;
    return width;
}

static size_t place_of(const struct csv *csv, size_t row, long column)
{
    return row < csv->count ? (size_t)(csv->rows[row][column] - csv->text) : csv->size;
}

/* The end of a row is one of the three that take_row() takes; a file may do without the last. */
const char *csv_raw_end(const struct csv *csv, size_t row, size_t *size)
{
    size_t begin = place_of(csv, row, csv_width(csv, row) - 1), end = place_of(csv, row + 1, 0);
    const char *after = csv->raw + end;
    *size = 0;
    if (end > begin && (after[-1] == '\n' || after[-1] == '\r'))
        *size = end > begin + 1 && after[-1] == '\n' && after[-2] == '\r' ? 2 : 1;
    return after - *size;
}

const char *csv_raw(const struct csv *csv, size_t row, long column, size_t *size)
{
    const char *begin = csv->raw + place_of(csv, row, column), *end;
    size_t ending;
    if (csv->rows[row][column + 1] != NULL)
        end = csv->raw + place_of(csv, row, column + 1) - 1; /* a separator */
    else
        end = csv_raw_end(csv, row, &ending);
    *size = (size_t)(end - begin);
    return begin;
}

const char *csv_raw_begin(const struct csv *csv, size_t *size)
{
    *size = place_of(csv, 0, 0);
    return csv->raw;
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

/* How many bytes of TEXT are a sign at which a formula may begin, as it is or wide; 0: none. */
static size_t sign_at(const char *text)
{
    static const char *const wide[] = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(text, wide[i], 3) == 0)
            return 3;
    return *text != '\0' && strchr("=+-@\t\r\n|%", *text) != NULL;
}

/* https://owasp.org/www-community/attacks/CSV_Injection. A spreadsheet of another country divides
   cells elsewhere, and quotes count only at the beginning of a cell. */
void csv_put_text(FILE *out, const char *text, char separator)
{
    char *safe = NULL;
    size_t size;
    FILE *copy = open_memstream(&safe, &size);
    for (bool begins = true; copy != NULL && *text != '\0'; text++) {
        if (begins && sign_at(text) > 0)
            fputc('\'', copy);
        fputc(*text, copy);
        begins = strchr(",;\t\r\n\"", *text) != NULL || (begins && *text == ' ');
    }
    if (copy != NULL && fclose(copy) == 0)
        csv_put(out, safe, separator);
    free(safe);
}
