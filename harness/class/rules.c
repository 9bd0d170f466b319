/* rules.c - the instructor's rules, out of one small file: verdicts to points. */
#include "class/rules.h"

#include "kit.h"
#include "lessons.h"
#include "report/member.h"

#include <libconfig.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY = 86400, MOST_POINTS = 1000000 };

struct rules {
    double lesson[LESSON_COUNT], star[LESSON_COUNT];
    time_t due; /* -1: none */
    double grace, points_per_day, percent_per_day, most_percent;
    int digits;
    char *identity;
};

/* --- reading ---------------------------------------------------------------------------------- */

struct reading {
    const char *path;
    struct rules *rules;
    char **why;
};

/* Whether the setting is one of NAMES (NULL ends them). */
static bool is_known(const config_setting_t *setting, const char *const *names)
{
    const char *name = config_setting_name(setting);
    for (; *names != NULL; names++)
        if (name != NULL && strcmp(name, *names) == 0)
            return true;
    return false;
}

static int wrong(const struct reading *reading, const config_setting_t *setting, const char *what)
{
    const char *name = config_setting_name(setting);
    *reading->why = kit_text("%s, line %d: %s %s", reading->path,
                             config_setting_source_line(setting), name == NULL ? "" : name, what);
    return -1;
}

static int all_known(const struct reading *reading, const config_setting_t *group,
                     const char *const *names)
{
    for (int i = 0; i < config_setting_length(group); i++) {
        const config_setting_t *one = config_setting_get_elem(group, (unsigned)i);
        if (!is_known(one, names))
            return wrong(reading, one, "is no setting: see the default, harness/class/rules.cfg");
    }
    return 0;
}

/* A number from 0 to MOST, if it is set. */
static int take_number(const struct reading *reading, const config_setting_t *group,
                       const char *name, double most, double *number)
{
    const config_setting_t *setting = config_setting_get_member(group, name);
    if (setting == NULL)
        return 0;
    int type = config_setting_type(setting);
    double value = type == CONFIG_TYPE_FLOAT ? config_setting_get_float(setting)
                                             : (double)config_setting_get_int64(setting);
    bool fits = type == CONFIG_TYPE_FLOAT || type == CONFIG_TYPE_INT || type == CONFIG_TYPE_INT64;
    if (fits && value >= 0 && value <= most) {
        *number = value;
        return 0;
    }
    char allowed[64];
    snprintf(allowed, sizeof allowed, "is to be a number from 0 to %.10g", most);
    return wrong(reading, setting, allowed);
}

static int take_lesson(const struct reading *reading, const config_setting_t *one)
{
    static const char *const names[] = {"number", "lesson", "star", NULL};
    double number = 0;
    if (config_setting_type(one) != CONFIG_TYPE_GROUP)
        return wrong(reading, one, "lessons is to be a list of { number = 3; lesson = 2.0; }");
    if (all_known(reading, one, names) == -1 ||
        take_number(reading, one, "number", LESSON_COUNT, &number) == -1)
        return -1;
    if (number < 1 || number != floor(number))
        return wrong(reading, one, "number is to be that of a lesson, from 1 on");
    int n = (int)number - 1;
    return take_number(reading, one, "lesson", MOST_POINTS, &reading->rules->lesson[n]) == -1 ||
                   take_number(reading, one, "star", MOST_POINTS, &reading->rules->star[n]) == -1
               ? -1
               : 0;
}

static int take_lessons(const struct reading *reading, const config_setting_t *list)
{
    int result = 0;
    if (list != NULL && config_setting_type(list) != CONFIG_TYPE_LIST)
        return wrong(reading, list, "is to be a list: ( { number = 3; lesson = 2.0; } )");
    for (int i = 0; list != NULL && result == 0 && i < config_setting_length(list); i++)
        result = take_lesson(reading, config_setting_get_elem(list, (unsigned)i));
    return result;
}

static int take_due(const struct reading *reading, const config_setting_t *late)
{
    const config_setting_t *setting = config_setting_get_member(late, "due");
    const char *text = setting == NULL ? "" : config_setting_get_string(setting);
    struct tm when = {0};
    reading->rules->due = -1;
    if (text != NULL && *text == '\0')
        return 0;
    const char *end = text == NULL ? NULL : strptime(text, "%Y-%m-%d %H:%M:%S %z", &when);
    if (end == NULL || *end != '\0')
        return wrong(reading, setting, "is to be a time such as \"2026-11-30 23:59:00 +0100\"");
    long east = when.tm_gmtoff; /* timegm() takes no notice of it, and takes 31 February */
    int day = when.tm_mday;
    reading->rules->due = timegm(&when) - east;
    return when.tm_mday == day ? 0 : wrong(reading, setting, "is a day that there is not");
}

static int take_late(const struct reading *reading, const config_setting_t *late)
{
    static const char *const names[] = {
        "due", "grace_hours", "points_per_day", "percent_per_day", "most_percent", NULL};
    struct rules *rules = reading->rules;
    if (late == NULL)
        return 0;
    if (config_setting_type(late) != CONFIG_TYPE_GROUP)
        return wrong(reading, late, "is to be a group: { due = \"\"; }");
    return all_known(reading, late, names) == -1 || take_due(reading, late) == -1 ||
                   take_number(reading, late, "grace_hours", 24 * 366, &rules->grace) == -1 ||
                   take_number(reading, late, "points_per_day", MOST_POINTS,
                               &rules->points_per_day) == -1 ||
                   take_number(reading, late, "percent_per_day", 100, &rules->percent_per_day) ==
                       -1 ||
                   take_number(reading, late, "most_percent", 100, &rules->most_percent) == -1
               ? -1
               : 0;
}

static int take_all(const struct reading *reading, const config_setting_t *root)
{
    static const char *const names[] = {"lesson", "star", "lessons", "late", "digits", NULL};
    struct rules *rules = reading->rules;
    double lesson = rules->lesson[0], star = rules->star[0], digits = rules->digits;
    if (all_known(reading, root, names) == -1 ||
        take_number(reading, root, "lesson", MOST_POINTS, &lesson) == -1 ||
        take_number(reading, root, "star", MOST_POINTS, &star) == -1 ||
        take_number(reading, root, "digits", 6, &digits) == -1)
        return -1;
    for (int i = 0; i < LESSON_COUNT; i++) {
        rules->lesson[i] = lesson;
        rules->star[i] = star;
    }
    if (digits != floor(digits))
        return wrong(reading, config_setting_get_member(root, "digits"), "is to be a whole number");
    rules->digits = (int)digits;
    if (take_lessons(reading, config_setting_get_member(root, "lessons")) == -1)
        return -1;
    return take_late(reading, config_setting_get_member(root, "late"));
}

static int read_file(const char *path, struct rules *rules, char **why)
{
    const struct reading reading = {path, rules, why};
    config_t config;
    config_init(&config);
    int result = -1;
    if (config_read_file(&config, path) != CONFIG_TRUE)
        *why = config_error_type(&config) == CONFIG_ERR_FILE_IO
                   ? kit_text("%s cannot be read: is it there?", path)
                   : kit_text("%s, line %d: %s", path, config_error_line(&config),
                              config_error_text(&config));
    else
        result = take_all(&reading, config_root_setting(&config));
    config_destroy(&config);
    return result;
}

static char *identity_of(const struct rules *rules)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (int i = 0; out != NULL && i < LESSON_COUNT; i++)
        fprintf(out, "%.17g+%.17g ", rules->lesson[i], rules->star[i]);
    if (out == NULL)
        return NULL;
    fprintf(out, "late %lld %.17g %.17g %.17g %.17g, %d", (long long)rules->due, rules->grace,
            rules->points_per_day, rules->percent_per_day, rules->most_percent, rules->digits);
    return fclose(out) == 0 ? text : NULL;
}

struct rules *rules_read(const char *path, char **why)
{
    struct rules *rules = calloc(1, sizeof *rules);
    char *usual = kit_path("harness/class/rules.cfg");
    *why = NULL;
    if (rules != NULL)
        rules->due = -1;
    int result = rules == NULL || usual == NULL ? -1 : read_file(usual, rules, why);
    if (result == 0 && path != NULL)
        result = read_file(path, rules, why);
    free(usual);
    if (result == 0 && (rules->identity = identity_of(rules)) != NULL)
        return rules;
    if (*why == NULL)
        *why = strdup("no memory for the rules");
    rules_free(rules);
    return NULL;
}

void rules_free(struct rules *rules)
{
    if (rules != NULL)
        free(rules->identity);
    free(rules);
}

const char *rules_identity(const struct rules *rules) { return rules->identity; }

/* --- applying --------------------------------------------------------------------------------- */

struct account {
    json_t *points;
    double sum, most;
    bool failed; /* without memory */
};

static void enter(struct account *account, double points, double of, json_t *what)
{
    json_t *entry = json_pack("{so sf sf}", "what", what, "points", points, "of", of);
    account->failed |= json_array_append_new(account->points, entry) == -1;
    account->sum += points;
}

static void enter_lesson(const struct rules *rules, struct account *account, const json_t *lesson)
{
    int number = member_number(lesson, NULL, "lesson");
    if (number < 1 || number > LESSON_COUNT)
        return;
    bool passed = member_is(lesson, "status", "passed");
    double worth = rules->lesson[number - 1], star = rules->star[number - 1];
    int stars = passed ? member_number(lesson, "stretch", "passed") : 0;
    int all = member_number(lesson, "stretch", "of");
    enter(account, passed ? worth : 0, worth,
          json_sprintf("lesson %d: %s", number, member_text(lesson, "status")));
    account->most += worth;
    if (star > 0 && all > 0)
        enter(account, stars * star, all * star,
              json_sprintf("lesson %d: %d of %d stars", number, stars, all));
}

/* When RESULT was handed in; -1: not known. */
static time_t submitted(const json_t *result)
{
    struct tm when = {0};
    const char *end = strptime(member_text(result, "submitted"), "%Y-%m-%dT%H:%M:%SZ", &when);
    return end == NULL || *end != '\0' ? -1 : timegm(&when);
}

/* Days begun; 0: it was in time. Where both times are known, they say whether RESULT is late, and
   not the mark of a download, whose system may have had another time. */
static int days_late(const struct rules *rules, json_t *result)
{
    time_t when = submitted(result);
    if (rules->due == -1 || when == -1)
        return json_is_true(json_object_get(result, "late")) ? 1 : 0;
    double late = difftime(when, rules->due) - rules->grace * 3600;
    json_object_set_new(result, "late", json_boolean(late > 0));
    return late > 0 ? (int)ceil(late / DAY) : 0;
}

static void enter_lateness(const struct rules *rules, struct account *account, int days)
{
    double loss = days * (rules->points_per_day + account->sum * rules->percent_per_day / 100);
    double most = account->sum * rules->most_percent / 100;
    if (days > 0 && loss > 0)
        enter(account, loss > most ? -most : -loss, 0,
              json_sprintf("late by %d day%s", days, days == 1 ? "" : "s"));
}

static void enter_rounding(const struct rules *rules, struct account *account)
{
    double unit = pow(10, rules->digits);
    double rounded = round(account->sum * unit) / unit;
    if (fabs(rounded - account->sum) > 1e-9)
        enter(account, rounded - account->sum, 0, json_string("rounded"));
    account->sum = rounded;
}

int rules_apply(const struct rules *rules, json_t *result)
{
    struct account account = {.points = json_array()};
    size_t i;
    json_t *lesson;
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        enter_lesson(rules, &account, lesson);
    }
    enter_lateness(rules, &account, days_late(rules, result));
    enter_rounding(rules, &account);
    int failed = account.failed;
    failed |= json_object_set_new(result, "score", json_real(account.sum));
    failed |= json_object_set_new(result, "max_score", json_real(account.most));
    failed |= json_object_set_new(result, "points", account.points);
    return failed ? -1 : 0;
}
