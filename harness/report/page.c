/* page.c - the page on one check: what was expected and seen, the picture, and the same in words.
 */
#include "report/page.h"

#include "report/member.h"
#include "report/text.h"
#include "report/timeline.h"

#include <stdlib.h>
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--back:#fff;--ink:#1b1b1f;--soft:#5b5f66;--rule:#c9ccd1;"
    "--mark:#fff3cd;--edge:#9a6700}\n"
    "@media(prefers-color-scheme:dark){:root{--back:#16181c;--ink:#e6e6e9;--soft:#a3a8b0;"
    "--rule:#454a52;--mark:#3b3113;--edge:#e3b341}}\n"
    "@media print{:root{--back:#fff;--ink:#000;--soft:#333;--rule:#888;--mark:#eee;--edge:#000}"
    "svg,li{break-inside:avoid}}\n"
    "body{margin:0 auto;max-width:62rem;padding:1rem;background:var(--back);color:var(--ink);"
    "font:1rem/1.5 system-ui,sans-serif}\n"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}\n"
    "code,pre,li{font-family:ui-monospace,monospace;font-size:.9rem}\n"
    "pre{white-space:pre-wrap}figure{margin:1rem 0;overflow-x:auto}\n"
    "svg.tl-picture{width:100%;min-width:40rem;height:auto}\n"
    ".tl-text{font:13px ui-monospace,monospace;fill:var(--ink);white-space:pre}\n"
    ".tl-head{font:bold 14px system-ui,sans-serif;fill:var(--ink)}\n"
    ".tl-soft{fill:var(--soft)}\n"
    ".tl-life{stroke:var(--rule);stroke-width:2}\n"
    ".tl-arrow{stroke:var(--ink);stroke-width:1.5}.tl-tip{fill:var(--ink)}\n"
    ".tl-mark{fill:var(--mark);stroke:var(--edge);stroke-width:1.5}\n"
    ".departs{background:var(--mark);border-left:4px solid var(--edge);padding-left:.5rem}\n";

void page_style(FILE *out) { fputs(style, out); }

static void put_escaped(FILE *out, const char *text)
{
    static const char special[] = "&<>\"'";
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (; *text; text++) {
        const char *found = strchr(special, *text);
        if (found)
            fputs(entities[found - special], out);
        else
            fputc(*text, out);
    }
}

void page_text(FILE *out, const char *text)
{
    char *safe = NULL;
    size_t size = 0;
    FILE *line = open_memstream(&safe, &size);
    if (!line)
        return;
    for (size_t length; *text; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        text_safe(line, text, length);
        if (text[length] == '\n')
            fputc('\n', line);
    }
    fclose(line);
    if (safe)
        put_escaped(out, safe);
    free(safe);
}

static void put_element(FILE *out, const char *tag, const char *text)
{
    fprintf(out, "<%s>", tag);
    page_text(out, text);
    fprintf(out, "</%s>\n", tag);
}

static void put_item(FILE *out, const json_t *timeline, const json_t *moment, const char *file)
{
    struct row row = row_of(moment, SENTENCE_BYTES);
    char *sentence = row_sentence(&row, moment, file);
    fputs(row.departs ? "<li class=\"departs\">" : "<li>", out);
    page_text(out, sentence ? sentence : "");
    if (row.departs) {
        fputs(" <strong>Here it departs.</strong> Expected: ", out);
        page_text(out, member_text(timeline, "expected"));
        fputs(". Seen: ", out);
        page_text(out, member_text(timeline, "seen"));
        fputc('.', out);
    }
    fputs("</li>\n", out);
    free(sentence);
    row_free(&row);
}

void page_moments(FILE *out, const json_t *timeline, const char *file)
{
    size_t i;
    json_t *moment;
    fputs("<ol>\n", out);
    json_array_foreach(json_object_get(timeline, "moments"), i, moment)
    {
        if (timeline_left_out(timeline, i) > 0)
            fprintf(out, "<li>%ld moments are left out here.</li>\n",
                    timeline_left_out(timeline, i));
        put_item(out, timeline, moment, file);
    }
    fputs("</ol>\n", out);
}

static void put_head(FILE *out, const json_t *verdict, const json_t *check, int number)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
          out);
    fprintf(out, "Lesson %d, check %d: ", member_number(verdict, NULL, "lesson"), number);
    page_text(out, member_text(check, "name"));
    fputs("</title>\n<style>\n", out);
    page_style(out);
    fputs("</style>\n</head>\n<body>\n<main>\n<h1>", out);
    fprintf(out, "Lesson %d, ", member_number(verdict, NULL, "lesson"));
    page_text(out, member_text(verdict, "title"));
    fputs("</h1>\n", out);
}

int page_trace(FILE *out, const json_t *verdict, const json_t *check, int number, const char *file)
{
    const json_t *timeline = json_object_get(check, "timeline");
    int before = member_number(timeline, NULL, "scenes_before");
    put_head(out, verdict, check, number);
    fprintf(out, "<p>Check %d, <q>", number);
    page_text(out, member_text(check, "name"));
    fputs("</q>: <strong>", out);
    page_text(out, member_text(check, "status"));
    fputs("</strong>, <code>", out);
    page_text(out, file);
    fputs("</code></p>\n", out);
    if (before > 0)
        fprintf(out, "<p>Not shown: %d earlier part%s of this check, in which all was well.</p>\n",
                before, before == 1 ? "" : "s");
    fputs("<h2 id=\"picture\">Side by side</h2>\n<figure>\n", out);
    page_picture(out, timeline);
    fputs("</figure>\n<h2>The same in words</h2>\n", out);
    page_moments(out, timeline, file);
    if (*member_text(check, "message")) {
        put_element(out, "h2", "What the kit says of it");
        put_element(out, "pre", member_text(check, "message"));
    }
    fputs("</main>\n</body>\n</html>\n", out);
    return fflush(out) == 0 && !ferror(out) ? 0 : -1;
}
