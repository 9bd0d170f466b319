/* extract_test.c - the ten files of a submission: which is taken, and what a hostile one cannot do.
 */
/* link: -Wl,--wrap=kit_path */
#include "intake_world.h"

static const char *third(void)
{
    open_class("class");
    return lesson_of("ada", THIRD);
}

/* --- which of several ------------------------------------------------------------------------- */

static void the_newest_counts(void **state)
{
    (void)state;
    put_aged("class/ada/" THIRD ".c", "old", 1000000);
    put_aged("class/ada/deep/er/" THIRD "-1.c", "new", 2000000);
    assert_string_equal(third(), "new");
    assert_noted("deep/er/" THIRD "-1.c");
}

static void of_equally_old_ones_that_in_lessons_counts(void **state)
{
    (void)state;
    put_aged("class/ada/kit/backup/" THIRD ".c", "backup", 1000000);
    put_aged("class/ada/kit/lessons/" THIRD ".c", "lesson", 1000000);
    put_aged("class/ada/" THIRD ".c", "above", 1000000);
    assert_string_equal(third(), "lesson");
}

static void of_equally_old_ones_the_highest_counts(void **state)
{
    (void)state;
    put_aged("class/ada/x/" THIRD ".c", "deep", 1000000);
    put_aged("class/ada/y" THIRD ".c", "another name", 3000000);
    put_aged("class/ada/" THIRD ".c", "high", 1000000);
    assert_string_equal(third(), "high");
}

static void of_copies_the_last_counts(void **state)
{
    (void)state;
    put_aged("class/ada/" THIRD ".c", "first", 1000000);
    put_aged("class/ada/" THIRD "-2.c", "second", 1000000);
    put_aged("class/ada/" THIRD "-10.c", "last", 1000000);
    put_aged("class/ada/" THIRD " (9).c", "ninth", 1000000);
    assert_string_equal(third(), "last");
}

static void what_has_another_name_is_told_of(void **state)
{
    (void)state;
    put_deep("class/ada/client_exchange.c", "x");
    put("class/ada/" THIRD ".cpp", "x");
    put("class/ada/" THIRD ".c", "mine");
    assert_string_equal(third(), "mine");
    assert_noted("client_exchange.c: its name is none of the ten");
    assert_noted(THIRD ".cpp: its name is none of the ten");
}

static void times_in_a_clone_say_nothing(void **state)
{
    (void)state;
    put_deep("class/ada/.git/HEAD", "");
    put_aged("class/ada/lessons/" THIRD ".c", "lesson", 1000000);
    put_aged("class/ada/old/" THIRD ".c", "old", 1000001);
    assert_string_equal(third(), "lesson");
}

static void the_kits_own_files_are_never_a_students(void **state)
{
    (void)state;
    put_aged("class/ada/kit/lessons/" THIRD ".c", "mine", 1000000);
    put_aged("class/ada/kit/harness/checks/" THIRD ".c", "check", 2000000);
    put_aged("class/ada/kit/solutions/" THIRD ".c", "solution", 2000000);
    put_aged("class/ada/kit/solutions/" FOURTH ".c", "solution", 2000000);
    put_aged("class/ada/__MACOSX/" THIRD ".c", "apple", 2000000);
    put_aged("class/ada/kit/lessons/" THIRD ".c.bak", "bak", 2000000);
    assert_string_equal(third(), "mine");
    assert_string_equal(lesson_of("ada", FOURTH), "");
}

static void a_folder_called_solutions_may_be_the_students_own(void **state)
{
    (void)state;
    put_deep("class/ada/Solutions/" THIRD ".c", "mine");
    assert_string_equal(third(), "mine");
}

static void who_hands_in_lessons_hands_in_no_solutions(void **state)
{
    (void)state;
    put_aged("class/ada/solutions/" THIRD ".c", "solution", 2000000);
    put_aged("class/ada/tests/wrong/" THIRD ".c", "test", 2000000);
    put_aged("class/ada/lessons/" THIRD ".c", "mine", 1000000);
    assert_string_equal(third(), "mine");
    put_aged("class/bob/solutions/" THIRD ".c", "solution", 2000000);
    put_aged("class/bob/lessons/" FOURTH ".c", "mine", 1000000);
    intake_close(intake);
    open_class("class");
    assert_string_equal(lesson_of("bob", THIRD), "");
    assert_noted("the kit's own");
}

static void the_kits_own_files_in_an_archive_neither(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("class"), 0700), 0);
    ARCHIVE("class/ada.zip", {.path = "kit/solutions/" THIRD ".c", .data = "solution", .when = 9},
            {.path = "kit/lessons/" FOURTH ".c", .data = "mine", .when = 9},
            {.path = "kit/harness/checks/" FOURTH ".c", .data = "check", .when = 9});
    open_class("class");
    assert_string_equal(lesson_of("ada", THIRD), "");
    assert_string_equal(lesson_of("ada", FOURTH), "mine");
    intake_close(intake);
    intake = NULL;
    ARCHIVE("class/ada.zip", {.path = "solutions/" THIRD ".c", .data = "mine", .when = 9});
    assert_string_equal(third(), "mine");
}

static void a_file_in_an_archive_may_be_newer(void **state)
{
    (void)state;
    put_aged("class/ada/" THIRD ".c", "old", 1000000);
    ARCHIVE("class/ada/lab.tar", {.path = THIRD ".c", .data = "new", .when = 2000000});
    assert_string_equal(third(), "new");
}

/* --- links and what is no file ---------------------------------------------------------------- */

static void no_link_is_followed(void **state)
{
    (void)state;
    put_deep("secret/" THIRD ".c", "secret");
    put_deep("class/ada/x", "");
    assert_int_equal(symlink(in_folder("secret/" THIRD ".c"), in_folder("class/ada/" THIRD ".c")),
                     0);
    assert_int_equal(symlink(in_folder("secret"), in_folder("class/ada/lessons")), 0);
    assert_int_equal(symlink("..", in_folder("class/ada/loop")), 0);
    assert_string_equal(third(), "");
    assert_noted("it is a link");
}

static void a_hard_link_to_another_users_file_is_left(void **state)
{
    (void)state;
    if (getuid() != 0)
        skip();
    put("secret", "secret");
    put_deep("class/ada/" FOURTH ".c", "mine");
    assert_int_equal(link(in_folder("secret"), in_folder("class/ada/" THIRD ".c")), 0);
    assert_int_equal(link(in_folder("class/ada/" FOURTH ".c"), in_folder("copy")), 0);
    assert_int_equal(chown(in_folder("class/ada"), 12345, 12345), 0);
    assert_int_equal(chown(in_folder("class/ada/" FOURTH ".c"), 12345, 12345), 0);
    assert_string_equal(third(), "");
    assert_noted("it is a link");
    assert_string_equal(lesson_of("ada", FOURTH), "mine");
}

static void nothing_waits_for_a_fifo(void **state)
{
    (void)state;
    put_deep("class/ada/x", "");
    assert_int_equal(mkfifo(in_folder("class/ada/" THIRD ".c"), 0600), 0);
    assert_int_equal(mkfifo(in_folder("class/ada/lab.zip"), 0600), 0);
    assert_string_equal(third(), "");
    assert_noted("it is no file");
}

static void archives_lead_nowhere(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("class"), 0700), 0);
    ARCHIVE("class/ada.tar", {.path = "../" THIRD ".c", .data = "out"},
            {.path = "/tmp/" THIRD ".c", .data = "out"}, {.path = "x/" THIRD ".c", .link = "/etc"},
            {.path = "y/" THIRD ".c", .data = "", .link = "/etc/passwd"});
    assert_string_equal(third(), "");
    assert_noted("leads out");
    assert_noted("root of the system");
    assert_noted("it is a link");
}

/* --- more than there may be ------------------------------------------------------------------- */

static void an_archive_in_an_archive_is_told(void **state)
{
    (void)state;
    put_deep("class/x", "");
    ARCHIVE("class/ada.zip", {.path = "inner.zip", .data = "PK"});
    assert_string_equal(third(), "");
    assert_noted("inner.zip");
}

static void what_is_no_archive_is_told(void **state)
{
    (void)state;
    put_deep("class/ada/lab.zip", "this is none");
    put_deep("class/ada/" THIRD ".c", "x");
    assert_string_equal(third(), "x");
    assert_noted("lab.zip");
}

static void a_damaged_archive_gives_what_it_has(void **state)
{
    (void)state;
    put_deep("class/x", "");
    ARCHIVE("class/ada.tar", {.path = THIRD ".c", .data = "three"},
            {.path = FOURTH ".c", .data = "four"});
    assert_int_equal(truncate(in_folder("class/ada.tar"), 1300), 0);
    assert_string_equal(third(), "three");
    assert_noted("damaged");
}

static void put_zeros(const char *name, const char *member, size_t size)
{
    char *zeros = calloc(1, 1 << 20);
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    assert_int_equal(archive_write_set_format_filter_by_ext(archive, name), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(archive, in_folder(name)), ARCHIVE_OK);
    archive_entry_copy_pathname(entry, member);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_size(entry, (la_int64_t)size);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    for (size_t i = 0; i < size; i += 1 << 20)
        assert_int_equal(archive_write_data(archive, zeros, 1 << 20), 1 << 20);
    archive_entry_free(entry);
    archive_write_close(archive);
    archive_write_free(archive);
    free(zeros);
}

static void a_lesson_of_many_bytes_ends_at_a_limit(void **state)
{
    (void)state;
    put_deep("class/x", "");
    put_zeros("class/ada.zip", THIRD ".c", 64 << 20);
    assert_string_equal(third(), "");
    assert_noted("too large");
}

/* What says to have a tebibyte is not read to its end, only to see that it is not wanted. */
static void what_is_not_wanted_is_not_unpacked_without_end(void **state)
{
    (void)state;
    char header[512 * 4] = "junk.bin", *text = header;
    memcpy(text + 100, "0000644", 8);
    memcpy(text + 108, "0000000", 8);
    memcpy(text + 116, "0000000", 8);
    memcpy(text + 124, "\x80\0\0\0\0\0\1\0\0\0\0\0", 12); /* the size: 2 to the power of 40 */
    memcpy(text + 136, "00000000000", 12);
    memcpy(text + 148, "        0", 9);
    memcpy(text + 257, "ustar\00000", 8);
    unsigned sum = 0;
    for (int i = 0; i < 512; i++)
        sum += (unsigned char)text[i];
    snprintf(text + 148, 8, "%06o", sum);
    put_deep("class/x", "");
    put_bytes("class/ada.tar", header, sizeof header);
    assert_string_equal(third(), "");
    assert_noted("holds too much");
}

static void folders_end_at_a_depth(void **state)
{
    (void)state;
    put_deep("class/ada/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/" THIRD ".c", "deep");
    assert_string_equal(third(), "");
    assert_noted("too deep");
}

static void a_full_disk_is_no_fault_of_the_student(void **state)
{
    (void)state;
    put_deep("class/ada/" THIRD ".c", "x");
    open_class("class");
    assert_int_equal(intake_extract(intake, 0, "/nowhere/at/all", notes, &why), -1);
    assert_says(why, "could not be copied");
}

/* --- names and forms -------------------------------------------------------------------------- */

static void each_form_of_archive_is_read(void **state)
{
    (void)state;
    static const char *const endings[] = {"zip", "tar", "tar.gz", "tgz", "tar.xz", "tar.bz2", "7z"};
    assert_int_equal(mkdir(in_folder("class"), 0700), 0);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *name = kit_text("class/s%zu.%s", i, endings[i]);
        ARCHIVE(name, {.path = "lab/" THIRD ".c", .data = endings[i]},
                {.path = "Z\303\266e/" FOURTH ".c", .data = "four"});
        free(name);
    }
    open_class("class");
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *id = kit_text("s%zu", i);
        assert_string_equal(lesson_of(id, THIRD), endings[i]);
        assert_string_equal(lesson_of(id, FOURTH), "four");
        free(id);
    }
}

static void a_path_of_windows_is_one(void **state)
{
    (void)state;
    put_deep("class/x", "");
    ARCHIVE("class/ada.tar", {.path = "lab\\lessons\\" THIRD ".c", .data = "x"},
            {.path = "..\\" FOURTH ".c", .data = "out"});
    assert_string_equal(third(), "x");
    assert_string_equal(lesson_of("ada", FOURTH), "");
    assert_noted("leads out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(the_newest_counts),
        IN_WORLD(of_equally_old_ones_that_in_lessons_counts),
        IN_WORLD(of_equally_old_ones_the_highest_counts),
        IN_WORLD(of_copies_the_last_counts),
        IN_WORLD(what_has_another_name_is_told_of),
        IN_WORLD(times_in_a_clone_say_nothing),
        IN_WORLD(the_kits_own_files_are_never_a_students),
        IN_WORLD(a_folder_called_solutions_may_be_the_students_own),
        IN_WORLD(who_hands_in_lessons_hands_in_no_solutions),
        IN_WORLD(the_kits_own_files_in_an_archive_neither),
        IN_WORLD(a_file_in_an_archive_may_be_newer),
        IN_WORLD(no_link_is_followed),
        IN_WORLD(a_hard_link_to_another_users_file_is_left),
        IN_WORLD(nothing_waits_for_a_fifo),
        IN_WORLD(archives_lead_nowhere),
        IN_WORLD(an_archive_in_an_archive_is_told),
        IN_WORLD(what_is_no_archive_is_told),
        IN_WORLD(a_damaged_archive_gives_what_it_has),
        IN_WORLD(a_lesson_of_many_bytes_ends_at_a_limit),
        IN_WORLD(what_is_not_wanted_is_not_unpacked_without_end),
        IN_WORLD(folders_end_at_a_depth),
        IN_WORLD(a_full_disk_is_no_fault_of_the_student),
        IN_WORLD(each_form_of_archive_is_read),
        IN_WORLD(a_path_of_windows_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
