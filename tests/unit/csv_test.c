/* csv_test.c - tables in text files, and the roster that is one. */
#include "class/csv.h"
#include "class/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/csv-test.XXXXXX";

static void write_table(const char *text)
{
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
}

static int make_file(void **state)
{
    (void)state;
    int file = mkstemp(path);
    return file == -1 ? -1 : close(file);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void cells_are_read_as_they_were_meant(void **state)
{
    (void)state;
    struct csv csv;
    char *why = NULL;
    write_table("\xef\xbb\xbf"
                "id,name,\"a, \"\"b\"\"\"\r\n7,\"two\nlines\",\r\n\n8,x\n");
    assert_int_equal(csv_read(&csv, path, &why), 0);
    assert_int_equal(csv.count, 4);
    assert_string_equal(csv_cell(&csv, 0, 0), "id");
    assert_string_equal(csv_cell(&csv, 0, 2), "a, \"b\"");
    assert_string_equal(csv_cell(&csv, 1, 1), "two\nlines");
    assert_string_equal(csv_cell(&csv, 1, 2), "");
    assert_string_equal(csv_cell(&csv, 3, 1), "x");
    assert_string_equal(csv_cell(&csv, 3, 9), "");
    assert_int_equal(csv_column(&csv, (const char *const[]){"none", "NAME ", NULL}), 1);
    csv_free(&csv);
}

/* The cells, the separators and the ends of rows of a table are the file. */
static void expect_the_same_bytes(const char *text)
{
    struct csv csv;
    char *why = NULL, *written = NULL;
    size_t size, written_size;
    write_table(text);
    assert_int_equal(csv_read(&csv, path, &why), 0);
    FILE *out = open_memstream(&written, &written_size);
    const char *bytes = csv_raw_begin(&csv, &size);
    fwrite(bytes, 1, size, out);
    for (size_t row = 0; row < csv.count; row++) {
        for (long column = 0; column < csv_width(&csv, row); column++) {
            if (column > 0)
                fputc(csv.separator, out);
            bytes = csv_raw(&csv, row, column, &size);
            fwrite(bytes, 1, size, out);
        }
        bytes = csv_raw_end(&csv, row, &size);
        fwrite(bytes, 1, size, out);
    }
    fclose(out);
    assert_string_equal(written, text);
    free(written);
    csv_free(&csv);
}

static void a_table_is_still_there_byte_for_byte(void **state)
{
    (void)state;
    expect_the_same_bytes("a,b\n1,2\n");
    expect_the_same_bytes("\xef\xbb\xbf\"a\",\"b \"\"c\"\"\"\r\n\"two\r\nlines\", 2 \r\n");
    expect_the_same_bytes("a;b,c\n\n\r\n;\n;;x");
    expect_the_same_bytes("a\rb\r\r\nc");
    expect_the_same_bytes("\n");
    expect_the_same_bytes("a,\"not ended\n");
}

static void a_semicolon_may_divide(void **state)
{
    (void)state;
    struct csv csv;
    char *why = NULL;
    write_table("id;name\n7;a,b\n");
    assert_int_equal(csv_read(&csv, path, &why), 0);
    assert_string_equal(csv_cell(&csv, 1, 1), "a,b");
    csv_free(&csv);
}

static void what_is_no_table_is_refused(void **state)
{
    (void)state;
    struct csv csv;
    char *why = NULL;
    write_table("");
    assert_int_equal(csv_read(&csv, path, &why), -1);
    assert_non_null(strstr(why, "empty"));
    free(why);
    assert_int_equal(csv_read(&csv, "/tmp", &why), -1);
    free(why);
    assert_int_equal(csv_read(&csv, "/nowhere", &why), -1);
    free(why);
}

static void put(void (*write)(FILE *out, const char *text, char separator), const char *text,
                const char *wanted)
{
    char *written = NULL;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    write(out, text, ',');
    fclose(out);
    assert_string_equal(written, wanted);
    free(written);
}

static void cells_are_written_so_that_they_are_read_again(void **state)
{
    (void)state;
    put(csv_put, "plain", "plain");
    put(csv_put, "a,b", "\"a,b\"");
    put(csv_put, "say \"x\"", "\"say \"\"x\"\"\"");
    put(csv_put, "two\nlines", "\"two\nlines\"");
    put(csv_put, " x", "\" x\"");
}

static void no_text_becomes_a_formula(void **state)
{
    (void)state;
    put(csv_put_text, "=1+1", "'=1+1");
    put(csv_put_text, "  @sum", "\"  '@sum\"");
    put(csv_put_text, "x;=1\n@y", "\"x;'=1\n'@y\""); /* divided elsewhere */
    put(csv_put_text, "\uff1d1", "'\uff1d1");
    put(csv_put_text, "-1", "'-1");
    put(csv_put_text, "\tx", "'\tx");
    put(csv_put_text, "Ada", "Ada");
    put(csv_put_text, "", "");
}

static void a_roster_knows_people_by_any_of_their_ids(void **state)
{
    (void)state;
    char *why = NULL;
    write_table("Username,Email address,First name,Surname,Identifier\n"
                "ada,Ada@x.org,Ada,Lovelace,Participant 301\nbob,b@x.org,Bob,,\n");
    struct roster *roster = roster_read(path, &why);
    assert_non_null(roster);
    assert_int_equal(roster_count(roster), 2);
    assert_string_equal(roster_name(roster, 0), "Ada Lovelace");
    assert_string_equal(roster_name(roster, 1), "Bob");
    assert_int_equal(roster_find(roster, "301"), 0);
    assert_int_equal(roster_find(roster, "ada@x.org"), 0);
    assert_int_equal(roster_find(roster, "bob"), 1);
    assert_int_equal(roster_find(roster, "eve"), -1);
    assert_int_equal(roster_find(roster, ""), -1);
    roster_free(roster);
}

static void a_roster_without_ids_is_refused(void **state)
{
    (void)state;
    char *why = NULL;
    write_table("colour,size\nred,2\n");
    assert_null(roster_read(path, &why));
    assert_non_null(strstr(why, "username"));
    free(why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_as_they_were_meant),
        cmocka_unit_test(a_table_is_still_there_byte_for_byte),
        cmocka_unit_test(a_semicolon_may_divide),
        cmocka_unit_test(what_is_no_table_is_refused),
        cmocka_unit_test(cells_are_written_so_that_they_are_read_again),
        cmocka_unit_test(no_text_becomes_a_formula),
        cmocka_unit_test(a_roster_knows_people_by_any_of_their_ids),
        cmocka_unit_test(a_roster_without_ids_is_refused),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
