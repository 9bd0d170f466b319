/* member.c - what stands in a verdict. */
#include "report/member.h"

#include <string.h>

const char *member_text(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

int member_number(const json_t *object, const char *group, const char *key)
{
    const json_t *counts = group ? json_object_get(object, group) : object;
    json_int_t number = json_integer_value(json_object_get(counts, key));
    return number >= 0 && number <= 9999 ? (int)number : 0;
}

bool member_is(const json_t *object, const char *key, const char *text)
{
    return strcmp(member_text(object, key), text) == 0;
}

int member_count(const json_t *checks, size_t from, const char *status, const char *message)
{
    int count = 0;
    for (size_t i = from; i < json_array_size(checks); i++) {
        const json_t *check = json_array_get(checks, i);
        count += member_is(check, "status", status) &&
                 (message == NULL || member_is(check, "message", message));
    }
    return count;
}

bool member_lacks_stars(const json_t *verdict)
{
    return member_number(verdict, "stretch", "passed") < member_number(verdict, "stretch", "of");
}
