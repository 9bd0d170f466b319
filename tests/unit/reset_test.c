/* reset_test.c - a skeleton comes back, and nothing that was there is lost. */
/* link: -Wl,--wrap=fsync */
#include "reset.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

#include "kit.h"

static const char skeleton[] = "skeleton\n";
static char folder[64];
static bool disk_is_full;

int __real_fsync(int fd);
int __wrap_fsync(int fd);

int __wrap_fsync(int fd)
{
    if (!disk_is_full)
        return __real_fsync(fd);
    errno = ENOSPC;
    return -1;
}

static void put(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void holds(const char *name, const char *text)
{
    char path[128];
    char there[256] = "";
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    size_t size = fread(there, 1, sizeof there - 1, file);
    fclose(file);
    there[size] = '\0';
    assert_string_equal(there, text);
}

static int entries_seen;

static int see(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)path;
    (void)status;
    (void)kind;
    entries_seen += place->level == 1;
    return 0;
}

static int entries(void)
{
    entries_seen = 0;
    assert_int_equal(nftw(folder, see, 8, FTW_PHYS), 0);
    return entries_seen;
}

static int erase(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static int make_folder(void **state)
{
    (void)state;
    disk_is_full = false;
    strcpy(folder, "/tmp/reset_test.XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    put("03_client_exchange.skeleton", skeleton);
    return 0;
}

static int erase_folder(void **state)
{
    (void)state;
    return nftw(folder, erase, 8, FTW_DEPTH | FTW_PHYS);
}

/* What was kept under that name; NULL: nothing was. */
static void reset_keeps(const char *name)
{
    char *kept = NULL;
    assert_int_equal(reset_lesson(lesson_by_number(3), folder, folder, &kept), 0);
    holds("03_client_exchange.c", skeleton);
    if (name) {
        assert_non_null(kept);
        assert_string_equal(kept + strlen(folder) + 1, name);
    } else {
        assert_null(kept);
    }
    free(kept);
}

static void the_old_file_stays_beside_the_skeleton(void **state)
{
    (void)state;
    put("03_client_exchange.c", "mine");
    reset_keeps("03_client_exchange.c.bak");
    holds("03_client_exchange.c.bak", "mine");
    assert_int_equal(entries(), 3);
}

static void no_older_backup_is_overwritten(void **state)
{
    (void)state;
    put("03_client_exchange.c", "one");
    reset_keeps("03_client_exchange.c.bak");
    put("03_client_exchange.c", "two"); /* writes into the skeleton's file: not the kept one's */
    reset_keeps("03_client_exchange.c.2.bak");
    put("03_client_exchange.c", "three");
    reset_keeps("03_client_exchange.c.3.bak");
    holds("03_client_exchange.c.bak", "one");
    holds("03_client_exchange.c.2.bak", "two");
    holds("03_client_exchange.c.3.bak", "three");
}

static void an_untouched_skeleton_is_left_alone(void **state)
{
    (void)state;
    char *kept = NULL;
    put("03_client_exchange.c", skeleton);
    assert_int_equal(reset_lesson(lesson_by_number(3), folder, folder, &kept), 1);
    assert_null(kept);
    assert_int_equal(entries(), 2);
}

static void a_skeleton_with_more_behind_it_is_not_the_skeleton(void **state)
{
    (void)state;
    put("03_client_exchange.c", "skeleton\nand more");
    reset_keeps("03_client_exchange.c.bak");
    holds("03_client_exchange.c.bak", "skeleton\nand more");
}

static void a_missing_file_comes_back(void **state)
{
    (void)state;
    reset_keeps(NULL);
    assert_int_equal(entries(), 2);
}

static void a_link_is_kept_as_a_link(void **state)
{
    (void)state;
    char path[128], target[128] = "";
    snprintf(path, sizeof path, "%s/03_client_exchange.c", folder);
    assert_int_equal(symlink("elsewhere", path), 0);
    reset_keeps("03_client_exchange.c.bak");
    strcat(path, ".bak");
    assert_int_equal(readlink(path, target, sizeof target), strlen("elsewhere"));
}

static void what_a_link_leads_to_is_not_touched(void **state)
{
    (void)state;
    char path[128];
    put("other", "other");
    snprintf(path, sizeof path, "%s/03_client_exchange.c", folder);
    assert_int_equal(symlink("other", path), 0);
    reset_keeps("03_client_exchange.c.bak");
    holds("other", "other");
}

static void a_folder_in_its_place_is_kept(void **state)
{
    (void)state;
    char path[128];
    struct stat status;
    snprintf(path, sizeof path, "%s/03_client_exchange.c", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    put("03_client_exchange.c/inside", "mine");
    reset_keeps("03_client_exchange.c.bak");
    strcat(path, ".bak");
    assert_int_equal(stat(path, &status), 0);
    assert_true(S_ISDIR(status.st_mode));
    holds("03_client_exchange.c.bak/inside", "mine");
}

static void a_full_disk_costs_nothing(void **state)
{
    (void)state;
    char *kept = NULL;
    put("03_client_exchange.c", "mine");
    disk_is_full = true;
    assert_int_equal(reset_lesson(lesson_by_number(3), folder, folder, &kept), -1);
    assert_int_equal(errno, ENOSPC);
    assert_null(kept);
    holds("03_client_exchange.c", "mine");
    assert_int_equal(entries(), 2);
}

static void without_a_skeleton_nothing_happens(void **state)
{
    (void)state;
    char *kept = NULL;
    put("04_client_close.c", "mine");
    assert_int_equal(reset_lesson(lesson_by_number(4), folder, folder, &kept), -1);
    assert_int_equal(errno, ENOENT);
    holds("04_client_close.c", "mine");
}

/* This program lies in build/tests: the kit's folder is one further up than that of build/lab. */
static void each_lesson_has_its_own_skeleton(void **state)
{
    (void)state;
    for (int i = 0; i < LESSON_COUNT; i++) {
        char command[512];
        char *kit = kit_path("..");
        assert_non_null(kit);
        snprintf(command, sizeof command,
                 "cmp '%s/lessons/%s.c' '%s/harness/skeletons/%s.skeleton'", kit, lessons[i].stem,
                 kit, lessons[i].stem);
        free(kit);
        assert_int_equal(system(command), 0);
    }
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, make_folder, erase_folder)
    const struct CMUnitTest tests[] = {
        TEST(the_old_file_stays_beside_the_skeleton),
        TEST(no_older_backup_is_overwritten),
        TEST(an_untouched_skeleton_is_left_alone),
        TEST(a_skeleton_with_more_behind_it_is_not_the_skeleton),
        TEST(a_missing_file_comes_back),
        TEST(a_link_is_kept_as_a_link),
        TEST(what_a_link_leads_to_is_not_touched),
        TEST(a_folder_in_its_place_is_kept),
        TEST(a_full_disk_costs_nothing),
        TEST(without_a_skeleton_nothing_happens),
        cmocka_unit_test(each_lesson_has_its_own_skeleton),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
