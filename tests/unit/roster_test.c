/* roster_test.c - who is in the class: the tables of course systems, and both lists of the rest. */
/* link: -Wl,--wrap=kit_path */
#include "class/roster.h"
#include "intake_world.h"

static struct roster *roster;

static void read_roster(const char *text)
{
    put("roster.csv", text);
    roster = roster_read(in_folder("roster.csv"), &why);
    if (roster == NULL)
        fail_msg("not read: %s", why);
}

static void is_called(const char *id, const char *name)
{
    long index = roster_find(roster, id);
    assert_true(index >= 0);
    assert_string_equal(roster_name(roster, (size_t)index), name);
}

static void quotes_and_line_ends_are_those_of_rfc_4180(void **state)
{
    (void)state;
    read_roster("\xef\xbb\xbf"
                "ID,Name\r\n1,\"Love, \"\"Ada\"\"\"\r\n2,\"B\r\nob\"\r\n");
    is_called("1", "Love, \"Ada\"");
    is_called("2", "B\\x0d\\x0aob");
    roster_free(roster);
}

static void semicolons_divide_too(void **state)
{
    (void)state;
    read_roster("Vorname;First name;Last name;Email address\nx;Ada;Lovelace;ada@x.edu");
    is_called("ADA@x.edu", "Ada Lovelace");
    assert_int_equal(roster_find(roster, "nobody"), -1);
    roster_free(roster);
}

static void anybody_is_known_by_any_of_the_columns(void **state)
{
    (void)state;
    read_roster("Student,ID,SIS User ID,SIS Login ID\n    Points Possible,,,\nAda,12,s1,ada\n");
    is_called("12", "Ada");
    is_called("s1", "Ada");
    is_called("ada", "Ada");
    roster_free(roster);
}

static void moodle_says_participant(void **state)
{
    (void)state;
    read_roster("Identifier,Full name\nParticipant 77,Bob\n");
    is_called("77", "Bob");
    roster_free(roster);
}

static void a_table_without_ids_is_told(void **state)
{
    (void)state;
    put("roster.csv", "colour,shape\nred,round\n");
    assert_null(roster_read(in_folder("roster.csv"), &why));
    assert_says(why, "no column");
}

static void both_lists_of_the_rest(void **state)
{
    (void)state;
    put_deep("class/ada/x", "");
    put_deep("class/eve/x", "");
    put("roster.csv", "id,name\nada,Ada Lovelace\nbob,Bob\n");
    char *path = kit_text("%s/roster.csv", folder);
    open_class_with("class", path, NULL);
    free(path);
    assert_string_equal(intake_submission(intake, 0)->name, "Ada Lovelace");
    assert_unmatched("\"bob\"");
    assert_unmatched("\"eve\"");
}

static void open_with_roster(const char *text)
{
    put("roster.csv", text);
    char *path = kit_text("%s/roster.csv", folder);
    open_class_with("class", path, NULL);
    free(path);
}

/* Ada's number is the name that Mallory took elsewhere. */
static void nobody_is_known_by_anothers_column(void **state)
{
    (void)state;
    put_deep("class/ada-gh/x", "");
    put_deep("class/bob-gh/x", "");
    put_deep("class/s1001/x", "");
    open_with_roster("identifier,github_username,name\ns1001,ada-gh,Ada\ns1002,bob-gh,Bob\n");
    assert_string_equal(intake_submission(intake, 0)->name, "Ada");
    assert_string_equal(intake_submission(intake, 1)->name, "Bob");
    assert_string_equal(intake_submission(intake, 2)->id, "s1001");
    assert_null(intake_submission(intake, 2)->name);
    assert_unmatched("\"s1001\"");
}

static void two_are_not_called_as_one(void **state)
{
    (void)state;
    put_deep("class/Ada/x", "");
    put_deep("class/ada/x", "");
    open_with_roster("id,name\nada,Ada Lovelace\n");
    assert_string_equal(intake_submission(intake, 0)->name, "Ada Lovelace");
    assert_null(intake_submission(intake, 1)->name);
    assert_unmatched("as another who has handed in");
}

/* Ten thousand are found in less processor time than ten thousand times ten thousand looks take. */
static void a_large_class_is_found(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fputs("id,username,email,name\n", out);
    for (int i = 0; i < 100000; i++)
        fprintf(out, "%d,user%d,u%d@x.edu,Name %d\n", i, i, i, i);
    fclose(out);
    read_roster(text);
    for (int i = 0; i < 100000; i++) {
        char email[32];
        snprintf(email, sizeof email, "u%d@X.edu", i);
        assert_int_equal(roster_find(roster, email), i);
    }
    roster_free(roster);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(quotes_and_line_ends_are_those_of_rfc_4180),
        IN_WORLD(semicolons_divide_too),
        IN_WORLD(anybody_is_known_by_any_of_the_columns),
        IN_WORLD(moodle_says_participant),
        IN_WORLD(a_table_without_ids_is_told),
        IN_WORLD(both_lists_of_the_rest),
        IN_WORLD(nobody_is_known_by_anothers_column),
        IN_WORLD(two_are_not_called_as_one),
        IN_WORLD(a_large_class_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
