/* table_fuzz.c - what may stand in a table or a roster of somebody else's making.
 *
 * The input is the file. Its raw pieces together are the file again, and what is written for a
 * spreadsheet is read as the same cells. */
#include "class/csv.h"
#include "class/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void expect(int holds)
{
    if (!holds)
        abort();
}

static void put_raw(FILE *out, const struct csv *csv)
{
    size_t size;
    const char *piece = csv_raw_begin(csv, &size);
    fwrite(piece, 1, size, out);
    for (size_t row = 0; row < csv->count; row++) {
        for (long column = 0; column < csv_width(csv, row); column++) {
            if (column > 0)
                fputc(csv->separator, out);
            piece = csv_raw(csv, row, column, &size);
            fwrite(piece, 1, size, out);
        }
        piece = csv_raw_end(csv, row, &size);
        fwrite(piece, 1, size, out);
    }
}

static void put_again(FILE *out, const struct csv *csv)
{
    fputs("\xef\xbb\xbf", out); /* or the first cell might begin with what is taken for it */
    for (size_t row = 0; row < csv->count; row++) {
        for (long column = 0; column < csv_width(csv, row); column++) {
            if (column > 0)
                fputc(',', out);
            csv_put(out, csv_cell(csv, row, column), ',');
        }
        fputc('\n', out);
    }
}

/* A file of those bytes, and the path to it. */
static int file_of(const void *data, size_t size, char path[64])
{
    int file = memfd_create("table", MFD_CLOEXEC);
    expect(file != -1 && write(file, data, size) == (ssize_t)size);
    snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

static void is_the_file(const struct csv *csv, const void *data, size_t size)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    put_raw(out, csv);
    fclose(out);
    expect(length == size && memcmp(text, data, size) == 0);
    free(text);
}

static void reads_back(const struct csv *csv)
{
    char *text = NULL, *why = NULL, path[64];
    size_t length = 0;
    struct csv again;
    FILE *out = open_memstream(&text, &length);
    put_again(out, csv);
    fclose(out);
    int file = file_of(text, length, path);
    if (memchr(text, ';', strcspn(text, "\n")) == NULL && csv_read(&again, path, &why) == 0) {
        expect(again.count == csv->count);
        for (size_t row = 0; row < csv->count; row++)
            for (long column = 0; column < csv_width(csv, row); column++)
                expect(strcmp(csv_cell(csv, row, column), csv_cell(&again, row, column)) == 0);
        csv_free(&again);
    }
    free(why);
    free(text);
    close(file);
}

static void look_up(const char *path)
{
    char *why = NULL;
    struct roster *roster = roster_read(path, &why);
    expect((roster == NULL) == (why != NULL));
    for (size_t i = 0; roster != NULL && i < roster_count(roster); i++) {
        expect(roster_name(roster, i) != NULL);
        roster_find(roster, roster_id(roster, i));
    }
    roster_free(roster);
    free(why);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    char path[64], *why = NULL;
    struct csv csv;
    int file = file_of(data, size, path);
    if (csv_read(&csv, path, &why) == 0) {
        is_the_file(&csv, data, size);
        reads_back(&csv);
        csv_free(&csv);
    } else {
        expect(why != NULL);
    }
    free(why);
    look_up(path);
    close(file);
    return 0;
}
