/* programs_test.c - lessons become a client and a server, and only what has changed is compiled. */
#include "programs.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

#include "lessons.h"

static char folder[64], files[80], given[80];

static void put(const char *directory, const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s.c", directory, name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* A client whose exit status is the sum of what its steps return: 1 + 2 + 3 + 4, if it is right
 * that each lesson has a helper of its own called helper(). */
static int make_files(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/programs_test.XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(files, sizeof files, "%s/the files", folder);
    snprintf(given, sizeof given, "%s/given", folder);
    mkdir(files, 0777);
    mkdir(given, 0777);
    put(files, lessons[0].stem,
        "int helper(void) { return 1; }\n"
        "int client_socket(int f, int t) { return helper() + 0 * (f + t); }\n");
    put(files, lessons[1].stem,
        "int helper(void) { return 2; }\n"
        "int client_connect(void) { return helper(); }\n");
    put(files, lessons[2].stem,
        "int helper(void) { return 3; }\n"
        "int client_send(void) { return helper(); }\n");
    put(files, lessons[3].stem,
        "int helper(void) { return 4; }\n"
        "int client_close(void) { return helper(); }\n");
    put(given, "client",
        "int client_socket(int, int);\n"
        "int client_connect(void), client_send(void), client_close(void);\n"
        "int main(void) { return client_socket(1, 2) + client_connect() +\n"
        "                        client_send() + client_close(); }\n");
    return 0;
}

static int erase(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static int erase_files(void **state)
{
    (void)state;
    return nftw(folder, erase, 8, FTW_DEPTH | FTW_PHYS);
}

static char *built(void)
{
    char *why = NULL;
    char *path = program_build(&program_client, files, given, folder, &why);
    if (!path)
        print_error("%s\n", why ? why : "(no reason)");
    free(why);
    assert_non_null(path);
    return path;
}

static int result_of(const char *path)
{
    char command[256];
    snprintf(command, sizeof command, "'%s'", path);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void helpers_of_the_same_name_do_not_meet(void **state)
{
    (void)state;
    char *path = built();
    assert_int_equal(result_of(path), 1 + 2 + 3 + 4);
    free(path);
}

static void what_has_changed_is_built_again(void **state)
{
    (void)state;
    char *path = built();
    put(files, lessons[3].stem, "int client_close(void) { return 40; }\n");
    char *again = built();
    assert_string_equal(path, again);
    assert_int_equal(result_of(again), 1 + 2 + 3 + 40);
    free(path);
    free(again);
}

static void what_has_not_changed_is_left_alone(void **state)
{
    (void)state;
    struct stat before, after;
    char *path = built();
    assert_int_equal(stat(path, &before), 0);
    free(path);
    path = built();
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    free(path);
}

/* As when a backup is moved back: its time of modification is of long ago. */
static void an_older_file_in_its_place_is_a_change(void **state)
{
    (void)state;
    char path[160];
    free(built());
    put(files, lessons[3].stem, "int client_close(void) { return 50; }\n");
    snprintf(path, sizeof path, "%s/%s.c", files, lessons[3].stem);
    const struct timespec times[2] = {{.tv_sec = 1000}, {.tv_sec = 1000}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    char *program = built();
    assert_int_equal(result_of(program), 1 + 2 + 3 + 50);
    free(program);
}

static void a_main_of_the_students_own_is_taken(void **state)
{
    (void)state;
    put(files, "client", "int client_close(void);\nint main(void) { return client_close(); }\n");
    char *path = built();
    assert_int_equal(result_of(path), 4);
    free(path);
}

static void what_does_not_compile_is_named(void **state)
{
    (void)state;
    char *why = NULL;
    char expected[200];
    put(files, lessons[2].stem, "#error as it should\n");
    int errors = dup(STDERR_FILENO);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(null, STDERR_FILENO);
    char *path = program_build(&program_client, files, given, folder, &why);
    dup2(errors, STDERR_FILENO);
    close(errors);
    close(null);
    assert_null(path);
    assert_non_null(why);
    snprintf(expected, sizeof expected, "%s/03_client_exchange.c does not get through ", files);
    assert_memory_equal(why, expected, strlen(expected));
    free(why);
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    (void)state;
    char *why = NULL;
    assert_null(program_build(&program_client, "/nowhere", given, folder, &why));
    assert_string_equal(why, "/nowhere: No such file or directory");
    free(why);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, make_files, erase_files)
    const struct CMUnitTest tests[] = {
        TEST(helpers_of_the_same_name_do_not_meet), TEST(what_has_changed_is_built_again),
        TEST(what_has_not_changed_is_left_alone),   TEST(an_older_file_in_its_place_is_a_change),
        TEST(a_main_of_the_students_own_is_taken),  TEST(what_does_not_compile_is_named),
        TEST(a_folder_that_is_not_there_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
