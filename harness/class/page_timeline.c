/* page_timeline.c - the picture of a lesson's first failed check, and no more of it than one reads.
 */
#include "class/page_inside.h"
#include "report/member.h"
#include "report/page.h"

#include <jansson.h>

/* Moments: at the beginning, before the one at which it departs, and after it. */
enum { FIRST = 6, BEFORE = 10, AFTER = 6 };

static const json_t *timeline_of(const json_t *lesson)
{
    size_t i;
    json_t *check;
    json_array_foreach(json_object_get(lesson, "checks"), i, check)
    {
        if (json_object_get(check, "timeline") != NULL)
            return json_object_get(check, "timeline");
    }
    return NULL;
}

/* Where it departs; if it does not, its last moment. */
static size_t departure(const json_t *moments)
{
    size_t i;
    json_t *moment;
    json_array_foreach(moments, i, moment)
    {
        if (json_is_true(json_object_get(moment, "departs")))
            return i;
    }
    return i == 0 ? 0 : i - 1;
}

static void copy_moments(json_t *to, const json_t *moments, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        json_array_append(to, json_array_get(moments, i));
}

/* TIMELINE without what is between the beginning and the departure, and long after that. A timeline
 * can have one gap: where there is one already, it becomes part of this one, or of *AFTERWARDS, the
 * count of those at the end. A new reference, or NULL. */
static json_t *shortened(const json_t *timeline, size_t *afterwards)
{
    const json_t *moments = json_object_get(timeline, "moments");
    const json_t *where = json_object_get(timeline, "left_out_at");
    size_t count = json_array_size(moments), departs = departure(moments);
    size_t end = departs + 1 + AFTER < count ? departs + 1 + AFTER : count;
    size_t from = departs > FIRST + BEFORE ? departs - BEFORE : FIRST;
    size_t gap = where == NULL ? 0 : (size_t)json_integer_value(where);
    json_int_t left_out = json_integer_value(json_object_get(timeline, "left_out"));
    if (gap > departs && gap < end)
        end = gap;
    *afterwards = count - end;
    if (gap > departs) {
        *afterwards += (size_t)left_out;
        left_out = 0;
    } else if (gap > from) {
        from = gap;
    }
    size_t first = FIRST < end ? FIRST : end;
    left_out += (json_int_t)(from > first ? from - first : 0);
    json_t *copy = json_copy((json_t *)timeline), *few = json_array();
    copy_moments(few, moments, 0, first);
    copy_moments(few, moments, from > first ? from : first, end);
    json_object_set_new(copy, "moments", few);
    json_object_set_new(copy, "left_out", json_integer(left_out));
    json_object_set_new(copy, "left_out_at", json_integer((json_int_t)first));
    return copy;
}

void page_put_timeline(FILE *out, const json_t *lesson)
{
    size_t afterwards = 0;
    const json_t *whole = timeline_of(lesson);
    json_t *timeline = whole == NULL ? NULL : shortened(whole, &afterwards);
    if (timeline == NULL)
        return;
    fputs("<figure>", out);
    page_picture(out, timeline);
    if (afterwards > 0)
        fprintf(out, "<figcaption>Not shown: %zu later moment%s.</figcaption>", afterwards,
                afterwards == 1 ? "" : "s");
    fputs("</figure>\n", out);
    json_decref(timeline);
}
