/* intake_test.c - who has handed in what: the forms of downloads, ids, what belongs to nobody. */
/* link: -Wl,--wrap=kit_path */
#include "intake_world.h"

/* --- forms ------------------------------------------------------------------------------------ */

static void each_entry_of_plain_folders_is_a_student(void **state)
{
    (void)state;
    put_deep("class/bob/" THIRD ".c", "bob");
    put_deep("class/tests/" THIRD ".c", "a student may be called so");
    put_deep("class/-rf/" THIRD ".c", "dash");
    ARCHIVE("class/ada.tar.gz", {.path = "lab/" THIRD ".c", .data = "ada"});
    put("class/readme.txt", "");
    open_class("class");
    assert_string_equal(intake_form(intake), "folders");
    assert_ids("-rf ada bob tests");
    assert_string_equal(lesson_of("ada", THIRD), "ada");
    assert_string_equal(lesson_of("tests", THIRD), "a student may be called so");
    assert_unmatched("readme.txt");
}

static void canvas_files_of_one_student_belong_together(void **state)
{
    (void)state;
    put_deep("class/doejane_LATE_1042_9_" THIRD ".c", "three");
    put("class/doejane_LATE_1042_10_" FOURTH "-1.c", "four");
    put("class/roe_7_11_" THIRD ".c", "roe");
    put("class/roe_7_text.html", "");
    open_class("class");
    assert_string_equal(intake_form(intake), "canvas");
    assert_ids("1042 7");
    assert_true(intake_submission(intake, 0)->late);
    assert_false(intake_submission(intake, 1)->late);
    assert_string_equal(lesson_of("1042", THIRD), "three");
    assert_string_equal(lesson_of("1042", FOURTH), "four");
}

static void who_names_many_files_does_not_choose_the_form(void **state)
{
    (void)state;
    put_deep("class/ada_1_11_" THIRD ".c", "ada");
    put("class/bob_2_12_" THIRD ".c", "bob");
    put("class/mallory_3_13_a@b_1_x", "");
    put("class/mallory_3_14_a@b_1_y", "");
    put("class/mallory_3_15_c@b_1_z", "");
    open_class("class");
    assert_string_equal(intake_form(intake), "canvas");
    assert_ids("1 2 3");
}

static void canvas_without_names_is_canvas(void **state)
{
    (void)state;
    put_deep("class/anon_x1Y2z_12_" THIRD ".c", "x");
    put("class/LATE_anon_aaaaa_13_" THIRD ".c", "a");
    put("class/anon_x1Y2z_14_" FOURTH ".c", "x");
    open_class("class");
    assert_string_equal(intake_form(intake), "canvas");
    assert_ids("aaaaa x1Y2z");
    assert_true(intake_submission(intake, 0)->late);
    assert_string_equal(lesson_of("x1Y2z", FOURTH), "x");
}

static void moodle_in_folders(void **state)
{
    (void)state;
    put_deep("class/Ada Lovelace_5_assignsubmission_file_/sub/" THIRD ".c", "ada");
    put_deep("class/Ada Lovelace_5_assignsubmission_onlinetext_/onlinetext.html", "");
    put_deep("class/Bob_6_assignsubmission_file/" THIRD ".c", "bob");
    open_class("class");
    assert_string_equal(intake_form(intake), "moodle");
    assert_ids("5 6");
    assert_string_equal(intake_submission(intake, 0)->name, "Ada Lovelace");
    assert_string_equal(lesson_of("5", THIRD), "ada");
    assert_string_equal(lesson_of("6", THIRD), "bob");
}

static void a_name_that_is_no_utf_8_is_of_a_form(void **state)
{
    (void)state;
    put_deep("class/Zo\x94 X_5_assignsubmission_file_/" THIRD ".c", "zoe");
    put_deep("class/\xff_6_assignsubmission_file_/" THIRD ".c", "six");
    open_class("class");
    assert_ids("5 6");
    assert_string_equal(intake_submission(intake, 0)->name, "Zo\\x94 X");
    assert_string_equal(lesson_of("6", THIRD), "six");
}

static void nobody_hands_in_for_another_by_a_files_name(void **state)
{
    (void)state;
    put_deep("class/Eve_5_assignsubmission_file_Bob_77_assignsubmission_file_" THIRD ".c", "eve");
    put("class/Bob_77_assignsubmission_file_" THIRD ".c", "bob");
    open_class("class");
    assert_ids("5 77");
    assert_string_equal(lesson_of("77", THIRD), "bob");
}

static void autolab_counts_the_newest_version(void **state)
{
    (void)state;
    put_deep("class/ada_l@x.edu_9_" THIRD ".c", "old");
    put("class/ada_l@x.edu_10_" THIRD ".c", "new");
    put("class/bob@x.edu_1_" THIRD ".c", "bob");
    open_class("class");
    assert_string_equal(intake_form(intake), "autolab");
    assert_ids("ada_l@x.edu bob@x.edu");
    assert_string_equal(lesson_of("ada_l@x.edu", THIRD), "new");
}

static void vpl_counts_the_newest_folder_and_no_ceg(void **state)
{
    (void)state;
    put_deep("class/Love Ada 12 ada/2026-11-02-10-00-00/" THIRD ".c", "old");
    put_deep("class/Love Ada 12 ada/2026-11-03-10-00-00/" THIRD ".c", "new");
    put_deep("class/Love Ada 12 ada/2026-11-03-10-00-00.ceg/" THIRD ".c", "no");
    open_class("class");
    assert_string_equal(intake_form(intake), "vpl");
    assert_ids("ada");
    assert_string_equal(lesson_of("ada", THIRD), "new");
}

static const char metadata[] =
    "submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: '100'\n    :email: a@x.edu\n"
    "  - :name: Bob\n    :sid: ''\n    :email: b@x.edu\n"
    "  :created_at: 2026-04-26 10:34:00.861687000 -07:00\n"
    "submission_2:\n  :submitters: []\n"
    "submission_3:\n  :submitters:\n  - :name: Gone\n    :sid: '103'\n";

static void gradescope_gives_each_of_a_group_a_submission(void **state)
{
    (void)state;
    put_deep("class/submission_1/" THIRD ".c", "both");
    put_deep("class/submission_2/" THIRD ".c", "nobody's");
    put("class/submission_metadata.yml", metadata);
    open_class("class");
    assert_string_equal(intake_form(intake), "gradescope");
    assert_ids("100 b@x.edu submission_2");
    assert_int_equal(intake_submission(intake, 0)->submitted, 1777224840);
    assert_string_equal(lesson_of("b@x.edu", THIRD), "both");
    assert_unmatched("submission_2");
    assert_unmatched("submission_3");
}

static void times_of_gradescope_have_zones(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        time_t seconds;
    } zones[] = {{" Z", 1777199640},
                 {" +00:00", 1777199640},
                 {" -0730", 1777226640},
                 {" +01:00", 1777196040},
                 {"", 1777199640}};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
        char *text = kit_text("submission_1:\n  :submitters:\n  - :name: Ada\n    :sid: '1'\n"
                              "  :created_at: 2026-04-26 10:34:00.861687000%s\n",
                              zones[i].zone);
        put_deep("class/submission_1/" THIRD ".c", "x");
        put("class/submission_metadata.yml", text);
        free(text);
        open_class("class");
        assert_int_equal(intake_submission(intake, 0)->submitted, zones[i].seconds);
        intake_close(intake);
        intake = NULL;
    }
}

static void github_repositories_are_called_by_their_owners(void **state)
{
    (void)state;
    put_deep("lab-1-submissions/lab-1-ada/lessons/" THIRD ".c", "ada");
    put_deep("lab-1-submissions/lab-1-bob-r/lessons/" THIRD ".c", "bob");
    open_class("lab-1-submissions");
    assert_string_equal(intake_form(intake), "github-classroom");
    assert_ids("ada bob-r");
}

static void an_expression_says_who_it_is(void **state)
{
    (void)state;
    put_deep("class/lab1-ada-" THIRD ".c", "three");
    put("class/lab1-ada-" FOURTH ".c", "four");
    put_deep("class/lab1-bob/" THIRD ".c", "bob");
    put("class/notes.txt", "");
    open_class_with("class", NULL, "^lab1-([a-z]+)");
    assert_ids("ada bob");
    assert_string_equal(lesson_of("ada", THIRD), "three");
    assert_string_equal(lesson_of("ada", FOURTH), "four");
    assert_unmatched("notes.txt");
}

static void a_wrong_expression_is_told(void **state)
{
    (void)state;
    struct intake_wish wish = {.name_regexp = "^(a"};
    put_deep("class/ada/" THIRD ".c", "");
    assert_null(intake_open(in_folder("class"), &wish, &why));
    assert_says(why, "--name-regexp ^(a");
    free(why);
    wish.name_regexp = "^a";
    assert_null(intake_open(in_folder("class"), &wish, &why));
    assert_says(why, "group");
}

/* --- who is who ------------------------------------------------------------------------------- */

static void two_of_the_same_id_are_never_one(void **state)
{
    (void)state;
    put_deep("class/ada/" THIRD ".c", "folder");
    ARCHIVE("class/ada.zip", {.path = THIRD ".c", .data = "archive"});
    put_deep("class/ada~2/" THIRD ".c", "other");
    open_class("class");
    assert_ids("ada ada~2 ada~3");
    assert_string_equal(lesson_of("ada", THIRD), "folder");
    assert_string_equal(lesson_of("ada~2", THIRD), "other");
    assert_string_equal(lesson_of("ada~3", THIRD), "archive");
    assert_unmatched("ada.zip");
}

static void bytes_that_are_no_text_are_nobody_else(void **state)
{
    (void)state;
    put_deep("class/a\xff/" THIRD ".c", "bytes");
    put_deep("class/a\\xff/" THIRD ".c", "letters");
    open_class("class");
    assert_int_equal(intake_count(intake), 2);
    assert_string_not_equal(intake_submission(intake, 0)->id, intake_submission(intake, 1)->id);
}

static void names_may_hold_anything(void **state)
{
    (void)state;
    static const char *const names[] = {
        "=cmd|' /C calc'!A0", "<script>alert(1)<", "a\nb", "Zoë 李", "%s%n", "\"quoted\""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = kit_text("class/%s/" THIRD ".c", names[i]);
        put_deep(path, "x");
        free(path);
    }
    open_class("class");
    assert_int_equal(intake_count(intake), sizeof names / sizeof *names);
    for (size_t i = 0; i < intake_count(intake); i++)
        assert_string_equal(lesson_of(intake_submission(intake, i)->id, THIRD), "x");
}

static void a_link_at_the_top_is_listed(void **state)
{
    (void)state;
    put_deep("class/ada/" THIRD ".c", "x");
    assert_int_equal(symlink("/etc", in_folder("class/bob")), 0);
    open_class("class");
    assert_ids("ada");
    assert_unmatched("bob");
}

/* --- archives of a class ---------------------------------------------------------------------- */

static void a_download_may_be_an_archive(void **state)
{
    (void)state;
    ARCHIVE("class.zip", {.path = "doejane_1_2_" THIRD ".c", .data = "jane"},
            {.path = "roe_LATE_3_4_" THIRD ".c", .data = "roe"},
            {.path = "x_5_6_a.pdf", .data = ""});
    open_class("class.zip");
    assert_string_equal(intake_form(intake), "canvas");
    assert_ids("1 3 5");
    assert_string_equal(lesson_of("3", THIRD), "roe");
}

static void an_archive_in_a_download_is_opened(void **state)
{
    (void)state;
    char *bytes = NULL;
    size_t size = 0;
    ARCHIVE("inner.zip", {.path = "lab/" THIRD ".c", .data = "deep"});
    FILE *inner = fopen(in_folder("inner.zip"), "re");
    bytes = calloc(1, 65536);
    size = fread(bytes, 1, 65536, inner);
    fclose(inner);
    assert_int_equal(mkdir(in_folder("class"), 0700), 0);
    put_bytes("class/Ada_5_assignsubmission_file_lab.zip", bytes, size);
    free(bytes);
    open_class("class");
    assert_string_equal(lesson_of("5", THIRD), "deep");
}

static void a_folder_around_a_class_is_stepped_into(void **state)
{
    (void)state;
    put_deep("down/assignment_9_export/submission_1/" THIRD ".c", "both");
    put("down/assignment_9_export/submission_metadata.yml", metadata);
    open_class("down");
    assert_string_equal(intake_form(intake), "gradescope");
    assert_string_equal(lesson_of("100", THIRD), "both");
}

static void the_only_student_of_a_class_is_no_folder_around_it(void **state)
{
    (void)state;
    put_deep("class/ada/ten-steps/lessons/" THIRD ".c", "ada");
    open_class("class");
    assert_ids("ada");
    intake_close(intake);
    ARCHIVE("class.zip", {.path = "ada/" THIRD ".c", .data = "zipped"});
    open_class("class.zip");
    assert_ids("ada");
    assert_string_equal(lesson_of("ada", THIRD), "zipped");
}

static void a_damaged_download_is_no_download(void **state)
{
    (void)state;
    ARCHIVE("class.tar", {.path = "ada/" THIRD ".c", .data = "ada"},
            {.path = "bob/" THIRD ".c", .data = "bob"});
    assert_int_equal(truncate(in_folder("class.tar"), 1300), 0);
    refuses("class.tar", "damaged");
}

static void names_in_a_download_may_be_as_long_as_names_are(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'x', sizeof name);
    memcpy(name, "roe_3_4_", 8);
    strcpy(name + sizeof name - 5, ".zip");
    ARCHIVE("class.zip", {.path = "doejane_1_2_" THIRD ".c", .data = "jane"},
            {.path = name, .data = "no archive"}, {.path = name, .data = "twice"});
    open_class("class.zip");
    assert_ids("1 3");
    assert_unmatched("the place of another file");
}

static void who_has_nothing_of_use_in_a_download_is_there(void **state)
{
    (void)state;
    ARCHIVE("class.zip", {.path = "ada/" THIRD ".c", .data = "ada"},
            {.path = "bob/essay.pdf", .data = "bob"});
    open_class("class.zip");
    assert_ids("ada bob");
    assert_string_equal(lesson_of("bob", THIRD), "");
}

static void what_leads_out_of_a_download_is_listed(void **state)
{
    (void)state;
    ARCHIVE("class.tar", {.path = "../../out", .data = "x"}, {.path = "/tmp/out", .data = "x"},
            {.path = "ada/" THIRD ".c", .data = "ada"},
            {.path = "bob/" THIRD ".c", .link = "/etc/passwd"});
    open_class("class.tar");
    assert_unmatched("../../out");
    assert_unmatched("/tmp/out");
    assert_unmatched("it is a link");
    assert_int_not_equal(access("/tmp/out", F_OK), 0);
}

/* --- one student, and none -------------------------------------------------------------------- */

static void one_student_is_a_folder_an_archive_or_a_file(void **state)
{
    (void)state;
    struct intake_wish wish = {.roster = NULL};
    put_deep("ada/lessons/" THIRD ".c", "folder");
    intake = intake_open_one(in_folder("ada"), &wish, &why);
    assert_ids("ada");
    assert_string_equal(lesson_of("ada", THIRD), "folder");
    intake_close(intake);
    ARCHIVE("Bob_7_assignsubmission_file_x.zip", {.path = THIRD ".c", .data = "zip"});
    intake = intake_open_one(in_folder("Bob_7_assignsubmission_file_x.zip"), &wish, &why);
    assert_ids("7");
    assert_string_equal(lesson_of("7", THIRD), "zip");
    intake_close(intake);
    wish.name_regexp = "-([a-z]+)";
    put("lab-eve-" THIRD ".c", "file");
    intake = intake_open_one(in_folder("lab-eve-" THIRD ".c"), &wish, &why);
    assert_ids("eve");
    assert_string_equal(lesson_of("eve", THIRD), "file");
}

static void what_holds_no_submissions_is_told(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("empty"), 0700), 0);
    refuses("empty", "no submissions");
    free(why);
    refuses("missing", "No such file");
    free(why);
    put("text.zip", "this is none");
    refuses("text.zip", "neither a folder nor an archive");
    free(why);
    put_deep("one/" THIRD ".c", "of a single student");
    refuses("one", "grade-one");
}

static void no_descriptor_and_no_file_stays(void **state)
{
    (void)state;
    int before = open_descriptors();
    ARCHIVE("class.zip", {.path = "ada/" THIRD ".c", .data = "ada"},
            {.path = "bob/" THIRD ".c", .data = "bob"});
    char *place = kit_text("%s/tmp", folder);
    assert_int_equal(mkdir(place, 0700), 0);
    setenv("TMPDIR", place, 1);
    open_class("class.zip");
    lesson_of("ada", THIRD);
    intake_close(intake);
    intake = NULL;
    unsetenv("TMPDIR");
    assert_int_equal(rmdir(place), 0);
    assert_int_equal(open_descriptors(), before);
    free(place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(each_entry_of_plain_folders_is_a_student),
        IN_WORLD(canvas_files_of_one_student_belong_together),
        IN_WORLD(who_names_many_files_does_not_choose_the_form),
        IN_WORLD(canvas_without_names_is_canvas),
        IN_WORLD(moodle_in_folders),
        IN_WORLD(a_name_that_is_no_utf_8_is_of_a_form),
        IN_WORLD(nobody_hands_in_for_another_by_a_files_name),
        IN_WORLD(autolab_counts_the_newest_version),
        IN_WORLD(vpl_counts_the_newest_folder_and_no_ceg),
        IN_WORLD(gradescope_gives_each_of_a_group_a_submission),
        IN_WORLD(times_of_gradescope_have_zones),
        IN_WORLD(github_repositories_are_called_by_their_owners),
        IN_WORLD(an_expression_says_who_it_is),
        IN_WORLD(a_wrong_expression_is_told),
        IN_WORLD(two_of_the_same_id_are_never_one),
        IN_WORLD(bytes_that_are_no_text_are_nobody_else),
        IN_WORLD(names_may_hold_anything),
        IN_WORLD(a_link_at_the_top_is_listed),
        IN_WORLD(a_download_may_be_an_archive),
        IN_WORLD(an_archive_in_a_download_is_opened),
        IN_WORLD(a_folder_around_a_class_is_stepped_into),
        IN_WORLD(the_only_student_of_a_class_is_no_folder_around_it),
        IN_WORLD(a_damaged_download_is_no_download),
        IN_WORLD(names_in_a_download_may_be_as_long_as_names_are),
        IN_WORLD(who_has_nothing_of_use_in_a_download_is_there),
        IN_WORLD(what_leads_out_of_a_download_is_listed),
        IN_WORLD(one_student_is_a_folder_an_archive_or_a_file),
        IN_WORLD(what_holds_no_submissions_is_told),
        IN_WORLD(no_descriptor_and_no_file_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
